package org.librate.metrics.classification;

import org.librate.core.Check;
import org.librate.metrics.Undefined;

/**
 * The largest sensitivity (recall) of a cut-off whose specificity is at least as wanted. Undefined where rows of either kind are missing.
 *
 * @param specificity the specificity wanted
 * @param average which class
 * @param undefined what it is where it is undefined
 */
public record SensitivityAtSpecificity(double specificity, Average average, Undefined undefined) implements ScoreMetric {

    public SensitivityAtSpecificity {
        Check.within("SensitivityAtSpecificity", "specificity", specificity, 0, 1);
    }

    /** Of class 1 of two. */
    public static SensitivityAtSpecificity of(double specificity) {
        return new SensitivityAtSpecificity(specificity, Average.BINARY, Undefined.NAN);
    }

    /** Of another class against the rest. */
    public SensitivityAtSpecificity ofClass(int index) {
        return new SensitivityAtSpecificity(specificity, Average.of(index), undefined);
    }

    public SensitivityAtSpecificity withUndefined(Undefined undefined) {
        return new SensitivityAtSpecificity(specificity, average, undefined);
    }

    @Override
    public String name() {
        return "sensitivity_at_specificity_" + specificity + average.suffix();
    }

    @Override
    public boolean labels() {
        return false;
    }

    @Override
    public double from(ScoreRows rows) {
        return Averaged.of("sensitivity_at_specificity", rows, average, undefined, ranked -> Areas.sensitivityAt(ranked, specificity));
    }
}
