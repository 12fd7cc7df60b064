package org.librate.tuning.surrogate;

import java.util.Arrays;
import org.librate.core.random.RandomStream;

/** A Gaussian process that has seen values. Made by {@link GaussianProcess#fit}. */
public final class FittedGaussianProcess implements Surrogate {

    private static final double LEAST_VARIANCE = 1e-12;

    private final Matern kernel;
    private final Scales scales;
    private final double[][] places; // those seen, then those expected
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
        this.factor = factor;
        this.seen = seen;
        this.alpha = alpha;
        this.mean = mean;
        this.variance = variance;
        this.best = best;
    }

    static FittedGaussianProcess of(Matern kernel, Scales scales, double[][] places, double[] values) {
        Cholesky factor = new Cholesky(places.length);
        extend(factor, kernel, scales, places);
        return of(kernel, scales, places, values, factor);
    }

    private static void extend(Cholesky factor, Matern kernel, Scales scales, double[][] places) {
        for (int i = factor.size(); i < places.length; i++) {
            double[] row = new double[i + 1];
            for (int k = 0; k < i; k++) {
                row[k] = kernel.correlation(places[i], places[k], scales.weights());
            }
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
        double spread = Arrays.stream(LikelyScales.standardised(values)).anyMatch(v -> v != 0) ? deviation(values) : 1;
        double variance = spread * spread * LikelyScales.variance(Cholesky.dot(rest, alpha, n) / (spread * spread), n);
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            best = Math.min(best, values[i] - scales.noise() * alpha[i]); // R alpha = rest, and the function's part of R is R less the noise
        }
        return new FittedGaussianProcess(kernel, scales, places, factor, n, alpha, mean, variance, best);
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
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
        for (int i = 0; i < k.length; i++) {
            k[i] = kernel.correlation(place, places[i], scales.weights());
        }
        return k;
    }

    /** The value expected at a place; cheaper than all that is believed of it. */
    public double mean(double[] place) {
        double sum = mean;
        for (int i = 0; i < seen; i++) {
            sum += alpha[i] * kernel.correlation(place, places[i], scales.weights());
        }
        return sum;
    }

    @Override
    public Belief at(double[] place) {
        double[] k = correlations(place);
        double[] half = factor.half(k);
        double part = Math.max(LEAST_VARIANCE, 1 - Cholesky.dot(half, half, half.length));
        return new Belief(mean + Cholesky.dot(k, alpha, seen), Math.sqrt(variance * part));
    }

    /** The same as {@link #at}, with how mean and deviation change with each feature; 0 for categories. */
    public Belief at(double[] place, double[] meanSlope, double[] deviationSlope) {
        double[] k = correlations(place);
        double[] half = factor.half(k);
        double part = Math.max(LEAST_VARIANCE, 1 - Cholesky.dot(half, half, half.length));
        double deviation = Math.sqrt(variance * part);
        double[] solved = factor.otherHalf(half);
        Arrays.fill(meanSlope, 0);
        Arrays.fill(deviationSlope, 0);
        for (int i = 0; i < places.length; i++) {
            double slope = kernel.slope(place, places[i], scales.weights());
            double toMean = i < seen ? alpha[i] * slope : 0;
            double toDeviation = solved[i] * slope;
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
        return new Belief(mean + Cholesky.dot(k, alpha, seen), deviation);
    }

    @Override
    public double[] draw(double[][] asked, RandomStream random) {
        double[][] half = new double[asked.length][];
        Cholesky joint = new Cholesky(asked.length);
        double[] values = new double[asked.length];
        double[] normals = random.normals(asked.length);
        for (int i = 0; i < asked.length; i++) {
            double[] k = correlations(asked[i]);
            half[i] = factor.half(k);
            double[] row = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                row[j] = kernel.correlation(asked[i], asked[j], scales.weights()) - Cholesky.dot(half[i], half[j], half[i].length);
            }
            row[i] = Math.max(0, row[i]) + 1e-9;
            joint.append(row);
            values[i] = mean + Cholesky.dot(k, alpha, seen);
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
