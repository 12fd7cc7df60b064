package org.librate.metrics.classification;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;

/**
 * What every cut-off would have decided: one for each distinct score, from the highest down. A value, made in one walk down the sorted scores, so
 * that any rate is known at all cut-offs at once.
 *
 * <pre>{@code
 * CutOffs cutOffs = CutOffs.of(scores, targets, null);
 * double best = cutOffs.best(F1.metric());           // rows with at least this score are positive
 * }</pre>
 */
public final class CutOffs {

    private final double[] thresholds;
    private final List<ClassOutcomes> counts;

    private CutOffs(double[] thresholds, List<ClassOutcomes> counts) {
        this.thresholds = thresholds;
        this.counts = counts;
    }

    /** Of class 1 of two: scores {@code [n]} or {@code [n, 2]}. */
    public static CutOffs of(Tensor scores, Tensor targets, @Nullable Tensor weights) {
        return of(scores, targets, weights, 1);
    }

    /** Of one class against the rest. */
    public static CutOffs of(Tensor scores, Tensor targets, @Nullable Tensor weights, int index) {
        Ranked ranked = ScoreRows.of("CutOffs", scores, targets, weights).against(index);
        List<Double> thresholds = new ArrayList<>();
        List<ClassOutcomes> counts = new ArrayList<>();
        double[] sums = new double[2];
        ranked.walk((score, positive, negative) -> {
            sums[0] += positive;
            sums[1] += negative;
            thresholds.add(score);
            counts.add(new ClassOutcomes(sums[0], sums[1], Math.max(0, ranked.positives() - sums[0]), Math.max(0, ranked.negatives() - sums[1])));
        });
        return new CutOffs(thresholds.stream().mapToDouble(score -> score).toArray(), List.copyOf(counts));
    }

    /** The scores from which on rows are positive. */
    public double[] thresholds() {
        return thresholds.clone();
    }

    /** The decisions of each cut-off. */
    public List<ClassOutcomes> counts() {
        return counts;
    }

    /** A rate of the class at each cut-off. */
    public double[] values(ClassRate rate) {
        return counts.stream().mapToDouble(one -> rate.undefined().or(rate.formula().of(one, rate.undefined()))).toArray();
    }

    /** The cut-off with the best rate of the class; the highest of several. NaN if the rate is undefined at all of them. */
    public double best(ClassRate rate) {
        double[] values = values(rate);
        double best = Double.NaN;
        double threshold = Double.NaN;
        for (int i = 0; i < values.length; i++) {
            if (rate.better(values[i], best)) {
                best = values[i];
                threshold = thresholds[i];
            }
        }
        return threshold;
    }

    /** As in {@code CutOffs[101, from 0.98 down to 0.02]}. */
    @Override
    public String toString() {
        return thresholds.length == 0 ? "CutOffs[0]"
                : "CutOffs[" + thresholds.length + ", from " + thresholds[0] + " down to " + thresholds[thresholds.length - 1] + "]";
    }
}
