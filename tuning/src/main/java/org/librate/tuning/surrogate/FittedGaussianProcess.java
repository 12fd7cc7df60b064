package org.librate.tuning.surrogate;

import java.util.Arrays;
import org.librate.core.random.RandomStream;

/** A Gaussian process that has seen values. Made by {@link GaussianProcess#fit}. */
public final class FittedGaussianProcess implements Surrogate {

    private static final double LEAST_VARIANCE = 1e-12;
    private static final int SIDE_BY_SIDE = 128; // places that are solved for at once: few enough to stay in the cache

    private final Matern kernel;
    private final Scales scales;
    private final double[][] places; // those seen, then those expected
    private final double[][] columns; // the same by features
    private final Cholesky factor;   // of the correlations, of both
    private final int seen;
    private final double[] alpha;
    private final double mean;
    private final double variance;
    private final double best;

    private FittedGaussianProcess(Matern kernel, Scales scales, double[][] places, Cholesky factor, int seen, double[] alpha, double mean,
            double variance, double best) {
        this.kernel = kernel;
        this.scales = scales;
        this.places = places;
        this.columns = kernel.columns(places);
        this.factor = factor;
        this.seen = seen;
        this.alpha = alpha;
        this.mean = mean;
        this.variance = variance;
        this.best = best;
    }

    static FittedGaussianProcess of(Matern kernel, Scales scales, double[][] places, double[] values) {
        int n = places.length;
        double[][] columns = kernel.columns(places);
        double[][] correlations = new double[n][n];
        for (int i = 0; i < n; i++) {
            kernel.correlations(columns, places[i], scales.weights(), n, correlations[i]);
            correlations[i][i] = 1 + scales.noise();
        }
        return of(kernel, scales, places, values, Cholesky.of(correlations));
    }

    private static void extend(Cholesky factor, Matern kernel, Scales scales, double[][] places) {
        double[][] columns = kernel.columns(places);
        for (int i = factor.size(); i < places.length; i++) {
            double[] row = new double[i + 1];
            kernel.correlations(columns, places[i], scales.weights(), i, row);
            row[i] = 1 + scales.noise();
            factor.append(row);
        }
    }

    private static FittedGaussianProcess of(Matern kernel, Scales scales, double[][] places, double[] values, Cholesky factor) {
        int n = values.length;
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double[] byOnes = factor.solve(ones);
        double mean = Cholesky.dot(byOnes, values, n) / Arrays.stream(byOnes).sum();
        double[] rest = Arrays.stream(values).map(v -> v - mean).toArray();
        double[] alpha = factor.solve(rest);
        double spread = LikelyScales.deviation(values);
        double variance = spread * spread * LikelyScales.variance(Cholesky.dot(rest, alpha, n) / (spread * spread), n);
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            best = Math.min(best, values[i] - scales.noise() * alpha[i]); // R alpha = rest, and the function's part of R is R less the noise
        }
        return new FittedGaussianProcess(kernel, scales, places, factor, n, alpha, mean, variance, best);
    }

    /**
     * The same length scales and noise with other values, at the same places in the same order and perhaps more after them: costs as much as the
     * new rows, and is the same as if all had been there at first.
     */
    public FittedGaussianProcess with(double[][] places, double[] values) {
        Cholesky grown = factor.head(Math.min(seen, values.length));
        extend(grown, kernel, scales, places);
        return of(kernel, scales, places, values, grown);
    }

    /**
     * The same once the function has been asked at more places too, and answered what is expected there: it is surer near them, and expects the
     * same.
     */
    public FittedGaussianProcess expecting(double[]... more) {
        double[][] all = Arrays.copyOf(places, places.length + more.length);
        System.arraycopy(more, 0, all, places.length, more.length);
        Cholesky grown = factor.head(places.length);
        extend(grown, kernel, scales, all);
        return new FittedGaussianProcess(kernel, scales, all, grown, seen, alpha, mean, variance, best);
    }

    /** How far the function reaches in each feature. */
    public double[] lengthScales() {
        return scales.lengths();
    }

    /** The variance of the noise as a part of the function's variance. */
    public double noise() {
        return scales.noise();
    }

    @Override
    public double best() {
        return best;
    }

    /** The function's deviation where nothing is known. */
    public double prior() {
        return Math.sqrt(variance);
    }

    private double[] correlations(double[] place) {
        double[] k = new double[places.length];
        kernel.correlations(columns, place, scales.weights(), k.length, k);
        return k;
    }

    /** The value expected at a place; cheaper than all that is believed of it. */
    public double mean(double[] place) {
        return expected(correlations(place));
    }

    private double expected(double[] correlations) {
        return -Cholesky.less(-mean, alpha, correlations, seen);
    }

    private double part(double[] half) {
        double part = 1;
        for (double h : half) {
            part -= h * h;
        }
        return Math.max(LEAST_VARIANCE, part);
    }

    @Override
    public Belief at(double[] place) {
        double[] k = correlations(place);
        return new Belief(expected(k), Math.sqrt(variance * part(factor.half(k))));
    }

    @Override
    public Belief[] at(double[][] asked) {
        return blocks(asked, true);
    }

    /**
     * What is believed of places if of all that was seen only the value at the likest place made it surer: the mean is the true one, the deviation at
     * least as large as the true one. Costs little, and tells which places are not worth asking {@link #at(double[][])} about.
     */
    public Belief[] atMost(double[][] asked) {
        return blocks(asked, false);
    }

    private Belief[] blocks(double[][] asked, boolean exact) {
        Belief[] beliefs = new Belief[asked.length];
        double[][] k = new double[places.length][Math.min(SIDE_BY_SIDE, asked.length)];
        for (int from = 0; from < asked.length; from += SIDE_BY_SIDE) {
            int count = Math.min(SIDE_BY_SIDE, asked.length - from);
            double[][] block = kernel.columns(asked, from, from + count);
            for (int i = 0; i < k.length; i++) {
                kernel.correlations(block, places[i], scales.weights(), count, k[i]);
            }
            double[] minusMeans = new double[count];
            Arrays.fill(minusMeans, -mean);
            Cholesky.lessAll(minusMeans, alpha, k, 0, seen, 0, count);
            double[] parts = exact ? parts(k, count) : partsAtMost(k, count);
            for (int b = 0; b < count; b++) {
                beliefs[from + b] = new Belief(-minusMeans[b], Math.sqrt(variance * Math.max(LEAST_VARIANCE, parts[b])));
            }
        }
        return beliefs;
    }

    /** What of the variance is left. Overwrites the correlations. */
    private double[] parts(double[][] correlations, int count) {
        double[] parts = new double[count];
        Arrays.fill(parts, 1);
        factor.halves(correlations, count);
        for (double[] row : correlations) {
            for (int b = 0; b < count; b++) {
                parts[b] -= row[b] * row[b];
            }
        }
        return parts;
    }

    private double[] partsAtMost(double[][] correlations, int count) {
        double[] parts = new double[count];
        for (double[] row : correlations) {
            for (int b = 0; b < count; b++) {
                parts[b] = Math.max(parts[b], row[b]); // of the likest place
            }
        }
        for (int b = 0; b < count; b++) {
            parts[b] = 1 - parts[b] * parts[b] / (1 + scales.noise());
        }
        return parts;
    }

    /** The same as {@link #at(double[])}, with how mean and deviation change with each feature; 0 for categories. */
    public Belief at(double[] place, double[] meanSlope, double[] deviationSlope) {
        double[] k = new double[places.length];
        double[] slopes = new double[k.length];
        kernel.correlations(columns, place, scales.weights(), 0, k.length, k, slopes);
        double[] half = factor.half(k);
        double deviation = Math.sqrt(variance * part(half));
        double[] solved = factor.otherHalf(half);
        Arrays.fill(meanSlope, 0);
        Arrays.fill(deviationSlope, 0);
        for (int i = 0; i < k.length; i++) {
            double toMean = i < seen ? alpha[i] * slopes[i] : 0;
            double toDeviation = solved[i] * slopes[i];
            for (int j = 0; j < place.length; j++) {
                double change = scales.weights()[j] * (place[j] - places[i][j]); // minus the change of the correlation, over the slope
                meanSlope[j] -= toMean * change;
                deviationSlope[j] += toDeviation * change;
            }
        }
        for (int j = 0; j < place.length; j++) {
            meanSlope[j] = kernel.isCategory(j) ? 0 : meanSlope[j];
            deviationSlope[j] = kernel.isCategory(j) ? 0 : deviationSlope[j] * variance / deviation;
        }
        return new Belief(expected(k), deviation);
    }

    @Override
    public double[] draw(double[][] asked, RandomStream random) {
        double[][] half = new double[asked.length][];
        double[][] askedColumns = kernel.columns(asked);
        Cholesky joint = new Cholesky(asked.length);
        double[] values = new double[asked.length];
        double[] normals = random.normals(asked.length);
        for (int i = 0; i < asked.length; i++) {
            double[] k = correlations(asked[i]);
            half[i] = factor.half(k);
            double[] row = new double[i + 1];
            kernel.correlations(askedColumns, asked[i], scales.weights(), i + 1, row);
            for (int j = 0; j <= i; j++) {
                row[j] -= Cholesky.dot(half[i], half[j], half[i].length);
            }
            row[i] = Math.max(0, row[i]) + 1e-9;
            joint.append(row);
            values[i] = expected(k);
        }
        double[] off = joint.times(normals);
        for (int i = 0; i < values.length; i++) {
            values[i] += Math.sqrt(variance) * off[i];
        }
        return values;
    }

    @Override
    public String toString() {
        return "FittedGaussianProcess[" + seen + " values, length scales " + Arrays.toString(lengthScales()) + ", noise " + noise() + "]";
    }
}
