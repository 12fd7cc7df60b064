package org.librate.core.kernel.nd4j;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.NativeArray;

/**
 * Batch, layer, root-mean-square and group norm: one formula, {@code y = γ (x − μ) / √(σ² + ε) + β}, that differs only in which
 * elements share their statistics.
 *
 * <p>Seen as rows of channels, element (row, channel) belongs to statistic {@code row / rowsPerBlock · perBlock +
 * channel / channelsPerStatistic}. For layer norm a block is one row with one statistic; for group norm it is one sample with a
 * statistic for each group; for batch norm it is everything, with a statistic for each channel.
 *
 * <p>Loops in double precision: ND4J has a norm with a gradient for some of these only, each with its own conditions.
 *
 * @param centred whether the mean is taken off
 */
record Normalization(int rows, int channels, int rowsPerBlock, int channelsPerStatistic, double epsilon, boolean centred) {

    static Normalization batch(NativeArray x, double epsilon) {
        int channels = (int) x.shape().last();
        int rows = (int) x.size() / channels;
        return new Normalization(rows, channels, rows, 1, epsilon, true);
    }

    static Normalization layer(NativeArray x, double epsilon, boolean rootMeanSquare) {
        int channels = (int) x.shape().last();
        return new Normalization((int) x.size() / channels, channels, 1, channels, epsilon, !rootMeanSquare);
    }

    static Normalization group(NativeArray x, int groups, double epsilon) {
        int channels = (int) x.shape().last();
        int rows = (int) x.size() / channels;
        return new Normalization(rows, channels, rows / (int) x.shape().dim(0), channels / groups, epsilon, true);
    }

    private int perBlock() {
        return channels / channelsPerStatistic;
    }

    private int statistics() {
        return rows / rowsPerBlock * perBlock();
    }

    private double elementsPerStatistic() {
        return (double) rowsPerBlock * channelsPerStatistic;
    }

    /** Which of its block's statistics each channel belongs to. */
    private int[] groups() {
        int[] groups = new int[channels];
        Arrays.setAll(groups, channel -> channel / channelsPerStatistic);
        return groups;
    }

    private int firstStatistic(int row) {
        return row / rowsPerBlock * perBlock();
    }

    /** Computes the statistics, then applies them. */
    Call forward(NativeArray x, NativeArray gamma, @Nullable NativeArray beta, NativeArray y, NativeArray mean, NativeArray variance) {
        Reals in = Reals.of(x);
        Reals means = Reals.of(mean);
        Reals variances = Reals.of(variance);
        double[] mu = new double[statistics()];
        double[] sigma = new double[statistics()];
        double share = 1 / elementsPerStatistic();
        int[] groups = groups();
        Call apply = apply(x, gamma, beta, centred ? mean : null, variance, y);
        return HeldCall.of(() -> {
            Arrays.fill(mu, 0);
            Arrays.fill(sigma, 0);
            if (centred) {
                sum(in, groups, mu);
                scale(mu, share);
            }
            sumSquares(in, groups, mu, sigma);
            scale(sigma, share);
            for (int s = 0; s < mu.length; s++) {
                variances.set(s, sigma[s]);
                if (centred) {
                    means.set(s, mu[s]);
                }
            }
            apply.run();
        }, x, gamma, beta, y, mean, variance);
    }

    /** Applies given statistics. */
    Call apply(NativeArray x, NativeArray gamma, @Nullable NativeArray beta, @Nullable NativeArray mean, NativeArray variance, NativeArray y) {
        Reals in = Reals.of(x);
        Reals scale = Reals.of(gamma);
        Reals out = Reals.of(y);
        Reals variances = Reals.of(variance);
        @Nullable Reals shift = beta == null ? null : Reals.of(beta);
        @Nullable Reals means = mean == null ? null : Reals.of(mean);
        int[] groups = groups();
        double[] mu = new double[statistics()];
        double[] inverse = new double[statistics()];
        return HeldCall.of(() -> {
            read(means, variances, mu, inverse);
            for (int row = 0, at = 0; row < rows; row++) {
                int first = firstStatistic(row);
                for (int channel = 0; channel < channels; channel++, at++) {
                    int s = first + groups[channel];
                    out.set(at, scale.get(channel) * (in.get(at) - mu[s]) * inverse[s] + (shift == null ? 0 : shift.get(channel)));
                }
            }
        }, x, gamma, beta, mean, variance, y);
    }

    /**
     * With {@code h = g γ} and {@code x̂ = (x − μ) / √(σ² + ε)}: {@code dγ = Σ g x̂}, {@code dβ = Σ g}, and
     * {@code dx = (h − mean(h) − x̂ mean(h x̂)) / √(σ² + ε)}, the means over what shares a statistic; without centring mean(h) is left out.
     */
    Call gradient(NativeArray g, NativeArray x, NativeArray gamma, NativeArray mean, NativeArray variance, NativeArray dx, NativeArray dGamma,
            @Nullable NativeArray dBeta) {
        Reals gradient = Reals.of(g);
        Reals in = Reals.of(x);
        Reals scale = Reals.of(gamma);
        @Nullable Reals means = centred ? Reals.of(mean) : null;
        Reals variances = Reals.of(variance);
        Reals result = Reals.of(dx);
        int[] groups = groups();
        double[] mu = new double[statistics()];
        double[] inverse = new double[statistics()];
        double[] meanH = new double[statistics()];
        double[] meanHX = new double[statistics()];
        double[] sumGX = new double[channels];
        double[] sumG = new double[channels];
        double share = 1 / elementsPerStatistic();
        return HeldCall.of(() -> {
            read(means, variances, mu, inverse);
            for (double[] sums : new double[][] {meanH, meanHX, sumGX, sumG}) {
                Arrays.fill(sums, 0);
            }
            for (int row = 0, at = 0; row < rows; row++) {
                int first = firstStatistic(row);
                for (int channel = 0; channel < channels; channel++, at++) {
                    int s = first + groups[channel];
                    double normal = (in.get(at) - mu[s]) * inverse[s];
                    double incoming = gradient.get(at);
                    double h = incoming * scale.get(channel) * share;
                    meanH[s] += centred ? h : 0;
                    meanHX[s] += h * normal;
                    sumG[channel] += incoming;
                    sumGX[channel] += incoming * normal;
                }
            }
            for (int row = 0, at = 0; row < rows; row++) {
                int first = firstStatistic(row);
                for (int channel = 0; channel < channels; channel++, at++) {
                    int s = first + groups[channel];
                    double normal = (in.get(at) - mu[s]) * inverse[s];
                    result.set(at, (gradient.get(at) * scale.get(channel) - meanH[s] - normal * meanHX[s]) * inverse[s]);
                }
            }
            write(sumGX, dGamma);
            if (dBeta != null) {
                write(sumG, dBeta);
            }
        }, g, x, gamma, mean, variance, dx, dGamma, dBeta);
    }

    private void sum(Reals x, int[] groups, double[] sums) {
        for (int row = 0, at = 0; row < rows; row++) {
            int first = firstStatistic(row);
            for (int channel = 0; channel < channels; channel++) {
                sums[first + groups[channel]] += x.get(at++);
            }
        }
    }

    private void sumSquares(Reals x, int[] groups, double[] means, double[] sums) {
        for (int row = 0, at = 0; row < rows; row++) {
            int first = firstStatistic(row);
            for (int channel = 0; channel < channels; channel++) {
                int s = first + groups[channel];
                double distance = x.get(at++) - means[s];
                sums[s] += distance * distance;
            }
        }
    }

    private static void scale(double[] values, double by) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= by;
        }
    }

    private void read(@Nullable Reals means, Reals variances, double[] mu, double[] inverse) {
        for (int s = 0; s < mu.length; s++) {
            mu[s] = means == null ? 0 : means.get(s);
            inverse[s] = 1 / Math.sqrt(variances.get(s) + epsilon);
        }
    }

    private static void write(double[] values, NativeArray array) {
        Reals out = Reals.of(array);
        for (int i = 0; i < values.length; i++) {
            out.set(i, values[i]);
        }
    }
}
