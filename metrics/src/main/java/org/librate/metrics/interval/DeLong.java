package org.librate.metrics.interval;

import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.metrics.internal.Distributions;
import org.librate.metrics.internal.Inputs;
import org.librate.metrics.internal.Radix;

/**
 * How sure an area under the ROC curve is, and whether two models' differ on the same rows (DeLong, DeLong and Clarke-Pearson 1988), without drawing
 * anything.
 *
 * <p>Each positive row's share of negative rows below it, and each negative row's share of positive rows above it, are averages of which the area is
 * made; their variances add up to the area's. Both come from ranks (Sun and Xu 2014), so 10 million rows are no trouble.
 *
 * <pre>{@code
 * DeLong.interval(scores, targets, 0.95);
 * DeLong.test(scoresOfOne, scoresOfOther, targets);
 * }</pre>
 */
public final class DeLong {

    private static final String NAME = "DeLong";

    private final double[] ofPositives; // of each positive row, the share of negative rows below it
    private final double[] ofNegatives; // of each negative row, the share of positive rows above it
    private final double area;

    private DeLong(double[] ofPositives, double[] ofNegatives) {
        this.ofPositives = ofPositives;
        this.ofNegatives = ofNegatives;
        this.area = mean(ofPositives);
    }

    /** The area and its interval, cut to [0, 1]. Scores {@code [n]} of class 1, or {@code [n, 2]}; targets 0 and 1. */
    public static Interval interval(Tensor scores, Tensor targets, double level) {
        Check.require(level > 0 && level < 1, NAME, "level must be in (0, 1)", level);
        DeLong of = of(scores, targets);
        double half = Distributions.normalQuantile(1 - (1 - level) / 2) * Math.sqrt(covariance(of, of));
        return new Interval(of.area, Math.max(0, of.area - half), Math.min(1, of.area + half), level);
    }

    /** Whether two models' areas on the same rows are equal. */
    public static TestResult test(Tensor first, Tensor second, Tensor targets) {
        DeLong a = of(first, targets);
        DeLong b = of(second, targets);
        double difference = a.area - b.area;
        double variance = covariance(a, a) + covariance(b, b) - 2 * covariance(a, b);
        double statistic = difference == 0 ? 0 : difference / Math.sqrt(Math.max(variance, 0));
        return new TestResult(NAME, difference, statistic, Math.min(1, 2 * Distributions.upperNormal(Math.abs(statistic))));
    }

    private static DeLong of(Tensor scores, Tensor targets) {
        int rows = Inputs.rows(NAME, scores);
        boolean single = Inputs.single(scores);
        Check.require(single || scores.rank() == 2 && scores.dim(1) == 2, NAME, "needs scores [n] of class 1, or [n, 2]", scores.shape());
        double[] all = Inputs.doubles(NAME, "scores", scores);
        int[] classes = Inputs.classes(NAME, targets, rows, 2);
        double[] given = new double[rows];
        int positives = 0;
        for (int i = 0; i < rows; i++) {
            given[i] = single ? all[i] : all[2 * i + 1];
            positives += classes[i];
        }
        int negatives = rows - positives;
        Check.require(positives > 1 && negatives > 1, NAME, "needs two rows of each class at least", positives + " positive and " + negatives
                + " negative rows");
        double[] up = new double[positives];
        double[] down = new double[negatives];
        int p = 0;
        int n = 0;
        for (int i = 0; i < rows; i++) {
            if (classes[i] == 1) {
                up[p++] = given[i];
            } else {
                down[n++] = given[i];
            }
        }
        double[] ranks = ranks(given);
        double[] ranksUp = ranks(up);
        double[] ranksDown = ranks(down);
        p = 0;
        n = 0;
        for (int i = 0; i < rows; i++) {
            if (classes[i] == 1) {
                up[p] = (ranks[i] - ranksUp[p]) / negatives;
                p++;
            } else {
                down[n] = 1 - (ranks[i] - ranksDown[n]) / positives;
                n++;
            }
        }
        return new DeLong(up, down);
    }

    /** The places of values in their order, from 1; equal ones share the mean of theirs. */
    private static double[] ranks(double[] values) {
        int n = values.length;
        long[] keys = new long[n];
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            keys[i] = Radix.key(values[i]);
            order[i] = i;
        }
        Radix.sort(keys, order);
        double[] ranks = new double[n];
        int from = 0;
        while (from < n) {
            int to = from + 1;
            while (to < n && keys[to] == keys[from]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + 1 + to) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    private static double covariance(DeLong a, DeLong b) {
        return covariance(a.ofPositives, b.ofPositives) / a.ofPositives.length + covariance(a.ofNegatives, b.ofNegatives) / a.ofNegatives.length;
    }

    private static double covariance(double[] a, double[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }
        return sum / (a.length - 1);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** As in {@code DeLong[area=0.8312]}. */
    @Override
    public String toString() {
        return NAME + "[area=" + area + "]";
    }
}
