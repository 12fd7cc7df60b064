package org.librate.metrics.classification;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;
import org.librate.metrics.internal.Growing;

/**
 * Precision against recall for every cut-off, from the highest score down: a value, for plots and for choosing a cut-off. Recalls are NaN without
 * rows of the class.
 */
public final class PrCurve {

    private final double[] thresholds;
    private final double[] precisions;
    private final double[] recalls;

    private PrCurve(double[] thresholds, double[] precisions, double[] recalls) {
        this.thresholds = thresholds;
        this.precisions = precisions;
        this.recalls = recalls;
    }

    /** Of class 1 of two: scores {@code [n]} or {@code [n, 2]}. */
    public static PrCurve of(Tensor scores, Tensor targets, @Nullable Tensor weights) {
        return of(scores, targets, weights, 1);
    }

    /** Of one class against the rest. */
    public static PrCurve of(Tensor scores, Tensor targets, @Nullable Tensor weights, int index) {
        Ranked ranked = ScoreRows.of("PrCurve", scores, targets, weights).against(index);
        Growing thresholds = new Growing();
        Growing precisions = new Growing();
        Growing recalls = new Growing();
        double[] sums = new double[2];
        ranked.walk((score, positive, negative) -> {
            sums[0] += positive;
            sums[1] += negative;
            thresholds.add(score);
            precisions.add(sums[0] / (sums[0] + sums[1]));
            recalls.add(sums[0] / ranked.positives());
        });
        return new PrCurve(thresholds.toArray(), precisions.toArray(), recalls.toArray());
    }

    /** A row is positive when its score is at least this. */
    public double[] thresholds() {
        return thresholds.clone();
    }

    public double[] precisions() {
        return precisions.clone();
    }

    public double[] recalls() {
        return recalls.clone();
    }

    /** The {@link AveragePrecision}. */
    public double averagePrecision() {
        double sum = 0;
        for (int i = 0; i < thresholds.length; i++) {
            sum += (recalls[i] - (i == 0 ? 0 : recalls[i - 1])) * precisions[i];
        }
        return thresholds.length == 0 ? Double.NaN : sum;
    }

    /** As in {@code PrCurve[points=101, averagePrecision=0.4212]}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "PrCurve[points=%d, averagePrecision=%.4f]", thresholds.length, averagePrecision());
    }
}
