package org.librate.metrics.classification;

import org.librate.core.Check;
import org.librate.metrics.Undefined;

/**
 * The largest specificity of a cut-off whose sensitivity (recall) is at least as wanted. Undefined where rows of either kind are missing.
 *
 * @param sensitivity the sensitivity wanted
 * @param average which class
 * @param undefined what it is where it is undefined
 */
public record SpecificityAtSensitivity(double sensitivity, Average average, Undefined undefined) implements ScoreMetric {

    public SpecificityAtSensitivity {
        Check.within("SpecificityAtSensitivity", "sensitivity", sensitivity, 0, 1);
    }

    /** Of class 1 of two. */
    public static SpecificityAtSensitivity of(double sensitivity) {
        return new SpecificityAtSensitivity(sensitivity, Average.BINARY, Undefined.NAN);
    }

    /** Of another class against the rest. */
    public SpecificityAtSensitivity ofClass(int index) {
        return new SpecificityAtSensitivity(sensitivity, Average.of(index), undefined);
    }

    public SpecificityAtSensitivity withUndefined(Undefined undefined) {
        return new SpecificityAtSensitivity(sensitivity, average, undefined);
    }

    @Override
    public String name() {
        return "specificity_at_sensitivity_" + sensitivity + average.suffix();
    }

    @Override
    public boolean labels() {
        return false;
    }

    @Override
    public double from(ScoreRows rows) {
        return Averaged.of("specificity_at_sensitivity", rows, average, undefined, ranked -> Areas.specificityAt(ranked, sensitivity));
    }
}
