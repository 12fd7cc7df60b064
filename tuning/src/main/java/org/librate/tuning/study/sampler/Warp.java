package org.librate.tuning.study.sampler;

import java.util.Arrays;

/**
 * Makes losses that reach over orders of magnitude fit for a Gaussian process: the logarithm of a loss's distance from the best one and a shift,
 * or the loss itself, whichever makes the losses most like normal numbers. The order of losses stays.
 */
final class Warp {

    private static final double[] SHIFTS = {10, 3, 1, 0.3, 0.1, 0.03, 0.01}; // of the distance from the best loss to the median

    private final double best;
    private final double shift; // infinite: as it is

    private Warp(double best, double shift) {
        this.best = best;
        this.shift = shift;
    }

    static Warp of(double[] losses) {
        double[] sorted = losses.clone();
        Arrays.sort(sorted);
        double unit = sorted[sorted.length / 2] - sorted[0];
        double best = sorted[0];
        Warp likely = new Warp(best, Double.POSITIVE_INFINITY);
        double likelihood = unit > 0 ? likely.logLikelihood(losses) : Double.POSITIVE_INFINITY;
        for (double shift : SHIFTS) {
            Warp warp = new Warp(best, shift * unit);
            double log = unit > 0 ? warp.logLikelihood(losses) : Double.NEGATIVE_INFINITY;
            if (log > likelihood) {
                likelihood = log;
                likely = warp;
            }
        }
        return likely;
    }

    double of(double loss) {
        return Double.isInfinite(shift) ? loss : Math.log(Math.max(0, loss - best) + shift);
    }

    private double logLikelihood(double[] losses) {
        double sum = 0;
        double slopes = 0;
        for (double loss : losses) {
            double w = of(loss);
            sum += w;
            slopes += Double.isInfinite(shift) ? 0 : -Math.log(loss - best + shift);
        }
        double n = losses.length;
        double mean = sum / n;
        double variance = 0;
        for (double loss : losses) {
            variance += (of(loss) - mean) * (of(loss) - mean) / n;
        }
        return variance > 0 ? -0.5 * n * Math.log(variance) + slopes : Double.NEGATIVE_INFINITY;
    }
}
