package org.librate.tuning.surrogate;

import java.util.Arrays;

/**
 * The length scales and the noise under which the values are most likely, times their prior. The function's variance and mean are not searched:
 * for given scales the best ones are known. With R the correlations plus noise, r the values less their mean, and q = rᵀR⁻¹r:
 *
 * <pre>minus log density = (n + 2a)/2 ln((q + 2b)/(n + 2a)) + ½ ln det R + prior
 * its slope in one of the logarithms = ½ tr(R⁻¹ dR) − ½ (n + 2a)/(q + 2b) αᵀ dR α + prior',  α = R⁻¹r</pre>
 */
final class LikelyScales {

    private static final int STEPS = 40;
    private static final int FEW = 100;
    private static final double VARIANCE_SHAPE = 2;   // an inverse gamma prior of the variance of standardised values, with mode near 1
    private static final double VARIANCE_SCALE = 2;
    private static final double LENGTH_DEVIATION = 1.2;
    private static final double NOISE_MEDIAN = Math.log(1e-5);
    private static final double NOISE_DEVIATION = 3;
    private static final double LEAST_NOISE = 1e-7;

    private final Matern kernel;
    private final double[][] x;
    private final double[][] columns;
    private final double[] y;
    private final double lengthMedian;

    LikelyScales(Matern kernel, double[][] x, double[] y) {
        this.kernel = kernel;
        this.x = x;
        this.columns = kernel.columns(x);
        this.y = y;
        this.lengthMedian = Math.log(0.8) + 0.5 * Math.log(kernel.features());
    }

    static Scales find(Matern kernel, double[][] x, double[] values, double noise) {
        int d = kernel.features();
        double[] low = new double[d + 1];
        double[] high = new double[d + 1];
        Arrays.fill(low, Math.log(0.01));
        Arrays.fill(high, Math.log(1000));
        low[d] = noise > 0 ? Math.log(noise) : Math.log(LEAST_NOISE);
        high[d] = noise > 0 ? Math.log(noise) : Math.log(10);
        double[] best = find(kernel, x, values, low, high).point();
        double[] weights = new double[d];
        for (int j = 0; j < d; j++) {
            weights[j] = Math.exp(-2 * best[j]);
        }
        return new Scales(weights, Math.exp(best[d]));
    }

    /** Few places are looked at from two starts, for there may be two hills; many from where the first half of them leads to, which is near. */
    private static BoundedLbfgs.Minimum find(Matern kernel, double[][] x, double[] values, double[] low, double[] high) {
        LikelyScales search = new LikelyScales(kernel, x, standardised(values));
        int n = x.length;
        if (n > FEW) {
            int half = Math.max(FEW, n / 2);
            return search.from(find(kernel, Arrays.copyOf(x, half), Arrays.copyOf(values, half), low, high).point(), low, high);
        }
        double[] usual = new double[low.length];
        Arrays.fill(usual, search.lengthMedian);
        usual[low.length - 1] = NOISE_MEDIAN;
        double[] shorter = Arrays.stream(usual).map(log -> log + Math.log(0.25)).toArray();
        shorter[low.length - 1] = NOISE_MEDIAN;
        BoundedLbfgs.Minimum one = search.from(usual, low, high);
        BoundedLbfgs.Minimum other = search.from(shorter, low, high);
        return other.value() < one.value() ? other : one;
    }

    private BoundedLbfgs.Minimum from(double[] start, double[] low, double[] high) {
        return BoundedLbfgs.find(this::minusLogDensity, start, low, high, STEPS, 1e-3, 1e-7);
    }

    static double[] standardised(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double deviation = deviation(values);
        return Arrays.stream(values).map(v -> (v - mean) / deviation).toArray();
    }

    /** The deviation of values, or 1 if they are all the same. */
    static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
        return deviation > 0 ? deviation : 1;
    }

    /** The variance for a quadratic form q of n values. */
    static double variance(double q, int n) {
        return (q + 2 * VARIANCE_SCALE) / (n + 2 * VARIANCE_SHAPE);
    }

    double minusLogDensity(double[] logs, double[] gradient) {
        int n = x.length;
        int d = kernel.features();
        double[] weights = new double[d];
        for (int j = 0; j < d; j++) {
            weights[j] = Math.exp(-2 * logs[j]);
        }
        double noise = Math.exp(logs[d]);
        double[][] correlations = new double[n][n];
        double[][] slopes = new double[n][n];
        for (int i = 0; i < n; i++) { // the upper halves, and of the slopes the lower too
            kernel.correlations(columns, x[i], weights, i, n, correlations[i], slopes[i]);
            correlations[i][i] = 1 + noise;
            for (int k = 0; k < i; k++) {
                slopes[i][k] = slopes[k][i];
            }
        }
        Cholesky factor = Cholesky.of(correlations);
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double[] byOnes = factor.solve(ones);
        double mean = Cholesky.dot(byOnes, y, n) / Arrays.stream(byOnes).sum();
        double[] rest = Arrays.stream(y).map(v -> v - mean).toArray();
        double[] alpha = factor.solve(rest);
        double q = Cholesky.dot(rest, alpha, n);
        double variance = variance(q, n);
        double value = 0.5 * (n + 2 * VARIANCE_SHAPE) * Math.log(variance) + 0.5 * factor.logDeterminant();
        double[][] inverse = factor.inverse();
        Arrays.fill(gradient, 0);
        double[][] sums = new double[d][n]; // of the gradient, one for each place
        for (int i = 0; i < n; i++) {
            double[] row = inverse[i];
            gradient[d] += 0.5 * noise * (row[i] - alpha[i] * alpha[i] / variance);
            double common = alpha[i] / variance;
            double[] slope = slopes[i];
            for (int k = 0; k < i; k++) {
                row[k] = (row[k] - common * alpha[k]) * slope[k]; // twice a half: both triangles
            }
            for (int j = 0; j < d; j++) {
                kernel.addSquares(j, columns[j], x[i][j], row, sums[j], 0, i);
            }
        }
        for (int j = 0; j < d; j++) {
            gradient[j] = weights[j] * Arrays.stream(sums[j]).sum();
        }
        for (int j = 0; j < d; j++) {
            double z = (logs[j] - lengthMedian) / LENGTH_DEVIATION;
            value += 0.5 * z * z;
            gradient[j] += z / LENGTH_DEVIATION;
        }
        double z = (logs[d] - NOISE_MEDIAN) / NOISE_DEVIATION;
        gradient[d] += z / NOISE_DEVIATION;
        return value + 0.5 * z * z;
    }
}
