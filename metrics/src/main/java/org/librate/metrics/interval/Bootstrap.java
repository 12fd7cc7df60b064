package org.librate.metrics.interval;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;
import org.librate.core.random.RandomSource;
import org.librate.metrics.internal.Distributions;
import org.librate.metrics.internal.Inputs;

/**
 * An interval for any metric, from measuring it again and again on rows drawn with replacement (Efron 1979).
 *
 * <pre>{@code
 * Interval interval = Bootstrap.of(MacroF1.metric()).withResamples(5000).withStratified(true).withSeed(42).run(scores, targets);
 * }</pre>
 *
 * <p>Row i counts as often as it was drawn, so nothing is copied. Every resample has random numbers of its own: the interval is the same for any
 * number of threads.
 *
 * @param metric what is measured
 * @param resamples how often; 2,000 unless said
 * @param level how often the interval is to hold the truth; 0.95 unless said
 * @param method how ends are made of the values
 * @param stratified whether each class keeps its number of rows
 * @param seed which draws
 */
public record Bootstrap(Metric metric, int resamples, double level, Method method, boolean stratified, long seed) {

    private static final String NAME = "Bootstrap";
    private static final int JACKKNIFE = 500; // groups of rows left out one after the other, at most

    /** How ends are made of the values. */
    public enum Method {
        /** The quantiles of the values. */
        PERCENTILE,
        /**
         * Quantiles moved for bias and for a spread that grows with the value (Efron 1987); the better choice for small samples and skewed metrics.
         */
        BCA
    }

    public Bootstrap {
        Check.require(resamples >= 10, NAME, "resamples must be >= 10", resamples);
        Check.require(level > 0 && level < 1, NAME, "level must be in (0, 1)", level);
    }

    public static Bootstrap of(Metric metric) {
        return new Bootstrap(metric, 2000, 0.95, Method.BCA, false, 0);
    }

    public Bootstrap withResamples(int resamples) {
        return new Bootstrap(metric, resamples, level, method, stratified, seed);
    }

    public Bootstrap withLevel(double level) {
        return new Bootstrap(metric, resamples, level, method, stratified, seed);
    }

    public Bootstrap withMethod(Method method) {
        return new Bootstrap(metric, resamples, level, method, stratified, seed);
    }

    /** Draws within each class, so that rare ones are in every resample. For targets that are class numbers. */
    public Bootstrap withStratified(boolean stratified) {
        return new Bootstrap(metric, resamples, level, method, stratified, seed);
    }

    public Bootstrap withSeed(long seed) {
        return new Bootstrap(metric, resamples, level, method, stratified, seed);
    }

    /** The interval for these rows. */
    public Interval run(Tensor scores, Tensor targets) {
        return run(scores, targets, null);
    }

    /** The interval for these rows, each with its weight. */
    public Interval run(Tensor scores, Tensor targets, @Nullable Tensor weights) {
        int rows = Inputs.rows(NAME, scores);
        double[] own = Inputs.weights(NAME, weights, rows);
        int[] strata = stratified ? Inputs.classes(NAME, targets, rows, targets.rank() == 2 ? Math.toIntExact(targets.dim(1)) : 0) : new int[rows];
        int[][] groups = groups(strata);
        RandomSource random = RandomSource.of(seed).stream("bootstrap");
        double value = value(scores, targets, own == null ? ones(rows) : own);
        Check.require(!Double.isNaN(value), NAME, metric.name() + " must be defined on all rows", value);
        double[] values = IntStream.range(0, resamples).parallel()
                .mapToDouble(i -> value(scores, targets, times(own, drawn(groups, rows, random, i)))).toArray();
        long missing = Arrays.stream(values).filter(Double::isNaN).count();
        Check.require(missing == 0, NAME, metric.name() + " must be defined on every resample", "NaN on " + missing + " of " + resamples,
                "Draw with withStratified(true), or give the metric another policy with withUndefined(..).");
        Arrays.sort(values);
        double tail = (1 - level) / 2;
        if (method == Method.PERCENTILE) {
            return new Interval(value, quantile(values, tail), quantile(values, 1 - tail), level);
        }
        double bias = Distributions.normalQuantile(shareBelow(values, value));
        double skew = acceleration(scores, targets, own == null ? ones(rows) : own, random);
        return new Interval(value, quantile(values, moved(tail, bias, skew)), quantile(values, moved(1 - tail, bias, skew)), level);
    }

    private double value(Tensor scores, Tensor targets, double[] weights) {
        Metric.Tally tally = metric.start();
        tally.add(scores, targets, Tensor.of(weights));
        return tally.value();
    }

    private static double[] ones(int rows) {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] times(double @Nullable [] weights, double[] counts) {
        if (weights != null) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] *= weights[i];
            }
        }
        return counts;
    }

    private static int[][] groups(int[] strata) {
        int most = Arrays.stream(strata).max().orElse(0);
        return IntStream.rangeClosed(0, most).mapToObj(k -> IntStream.range(0, strata.length).filter(i -> strata[i] == k).toArray())
                .filter(group -> group.length > 0).toArray(int[][]::new);
    }

    /** How often each row was drawn. */
    private static double[] drawn(int[][] groups, int rows, RandomSource random, int resample) {
        double[] counts = new double[rows];
        for (int k = 0; k < groups.length; k++) {
            int[] group = groups[k];
            for (int i : random.at(resample, k).integers(group.length, 0, group.length)) {
                counts[group[i]]++;
            }
        }
        return counts;
    }

    /** The share of values below, those equal counting half; never quite 0 or 1, where the normal quantile is infinite. */
    private double shareBelow(double[] values, double value) {
        double below = 0;
        for (double one : values) {
            below += one < value ? 1 : one == value ? 0.5 : 0;
        }
        return Math.min(Math.max(below, 0.5), resamples - 0.5) / resamples;
    }

    /** How the spread grows with the value: the skewness of what each row, or group of rows, does to the metric when left out. */
    private double acceleration(Tensor scores, Tensor targets, double[] weights, RandomSource random) {
        int groups = Math.min(weights.length, JACKKNIFE);
        int[] order = random.stream("jackknife").at(0).permutation(weights.length);
        double[] values = IntStream.range(0, groups).parallel().mapToDouble(group -> {
            double[] left = weights.clone();
            for (int i = group; i < order.length; i += groups) {
                left[order[i]] = 0;
            }
            return value(scores, targets, left);
        }).filter(value -> !Double.isNaN(value)).toArray();
        double mean = Arrays.stream(values).average().orElse(0);
        double squares = 0;
        double cubes = 0;
        for (double value : values) {
            double apart = mean - value;
            squares += apart * apart;
            cubes += apart * apart * apart;
        }
        return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
    }

    private static double moved(double chance, double bias, double skew) {
        double z = bias + Distributions.normalQuantile(chance);
        return Distributions.normal(bias + z / (1 - skew * z));
    }

    /** Between the two nearest of sorted values, in proportion. */
    private static double quantile(double[] sorted, double chance) {
        double place = chance * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
