package org.librate.metrics.classification;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;
import org.librate.metrics.internal.Growing;

/**
 * True against false positive rates for every cut-off, from the highest score down: a value, for plots and for choosing a cut-off. Point 0 is that of
 * a cut-off above all scores (infinite), where nothing is positive. NaN rates where rows of either kind are missing.
 */
public final class RocCurve {

    private final double[] thresholds;
    private final double[] falsePositiveRates;
    private final double[] truePositiveRates;

    private RocCurve(double[] thresholds, double[] falsePositiveRates, double[] truePositiveRates) {
        this.thresholds = thresholds;
        this.falsePositiveRates = falsePositiveRates;
        this.truePositiveRates = truePositiveRates;
    }

    /** Of class 1 of two: scores {@code [n]} or {@code [n, 2]}. */
    public static RocCurve of(Tensor scores, Tensor targets, @Nullable Tensor weights) {
        return of(scores, targets, weights, 1);
    }

    /** Of one class against the rest. */
    public static RocCurve of(Tensor scores, Tensor targets, @Nullable Tensor weights, int index) {
        Ranked ranked = ScoreRows.of("RocCurve", scores, targets, weights).against(index);
        Growing thresholds = new Growing();
        Growing wrong = new Growing();
        Growing right = new Growing();
        thresholds.add(Double.POSITIVE_INFINITY);
        wrong.add(0 / ranked.negatives());
        right.add(0 / ranked.positives());
        double[] sums = new double[2];
        ranked.walk((score, positive, negative) -> {
            sums[0] += negative;
            sums[1] += positive;
            thresholds.add(score);
            wrong.add(sums[0] / ranked.negatives());
            right.add(sums[1] / ranked.positives());
        });
        return new RocCurve(thresholds.toArray(), wrong.toArray(), right.toArray());
    }

    /** A row is positive when its score is at least this. */
    public double[] thresholds() {
        return thresholds.clone();
    }

    public double[] falsePositiveRates() {
        return falsePositiveRates.clone();
    }

    public double[] truePositiveRates() {
        return truePositiveRates.clone();
    }

    /** The area below. */
    public double area() {
        double area = 0;
        for (int i = 1; i < thresholds.length; i++) {
            area += (falsePositiveRates[i] - falsePositiveRates[i - 1]) * (truePositiveRates[i] + truePositiveRates[i - 1]) / 2;
        }
        return thresholds.length == 1 ? Double.NaN : area;
    }

    /** As in {@code RocCurve[points=101, area=0.8731]}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "RocCurve[points=%d, area=%.4f]", thresholds.length, area());
    }
}
