package org.librate.tuning.study.sampler;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.librate.core.random.RandomStream;
import org.librate.tuning.study.Axis;
import org.librate.tuning.surrogate.NormalLaw;

/**
 * A density over some axes, as a Parzen estimator makes it from trials: one kernel at each trial, and one that stands for knowing nothing. A
 * kernel is a product over the axes of
 *
 * <ul>
 *   <li>a normal law cut off at the ends, integrated over the value's part of the scale where values are apart and few;</li>
 *   <li>for categories, the trial's own with most of the weight, the others with what is left, the nearer ones more if there is a distance.</li>
 * </ul>
 *
 * <p>All kernels of an axis have one width, {@code 0.7 s n^(−1/(d+4))}, where s is the weighted deviation of the trials and the prior taken
 * together: it narrows as good trials come together, and cannot collapse while they are few. Rank weights and this width decide how good the
 * search is; both were measured.
 */
final class Mixture {

    private static final double WIDTH = 0.7;
    private static final double NARROWEST = 0.03;   // of the range
    private static final int FEW_VALUES = 32;       // up to here values that are apart are integrated over their part of the scale

    private final Axis[] axes;
    private final double[][] centres; // by axis, then by kernel; the prior is the last one
    private final double[] widths;    // by axis
    private final double[] weights;   // by kernel, 1 in sum
    private final double[] constants; // by kernel: the logarithm of its weight and of what makes each factor a density
    private final int[][] values;     // by axis: each kernel's value, where masses are known by value
    // by axis: of each value (second) in a kernel at each value (first), as logarithms; the last row is the prior's
    private final double[][][] masses;
    private final int kernels;

    private static final double[][] NO_MASSES = {};

    private Mixture(Axis[] axes, double[][] centres, double[] widths, double[] weights) {
        this.axes = axes;
        this.centres = centres;
        this.widths = widths;
        this.weights = weights;
        this.kernels = weights.length;
        this.constants = new double[kernels];
        this.masses = new double[axes.length][][];
        this.values = new int[axes.length][];
    }

    /**
     * @param trials where kernels are; each has all the axes
     * @param weight of each trial; the mean of them is 1
     * @param prior the weight of knowing nothing, as so many trials
     * @param distances between categories, by axis
     */
    static Mixture of(Known known, int[] group, int[] trials, double[] weight, double prior, Map<Integer, double[][]> distances) {
        List<Axis> all = known.history().axes();
        int n = trials.length;
        Axis[] axes = new Axis[group.length];
        double[][] centres = new double[group.length][n + 1];
        double[] widths = new double[group.length];
        double[] weights = new double[n + 1];
        double sum = prior;
        for (double w : weight) {
            sum += w;
        }
        for (int i = 0; i <= n; i++) {
            weights[i] = (i < n ? weight[i] : prior) / sum;
        }
        for (int a = 0; a < axes.length; a++) {
            axes[a] = all.get(group[a]);
            for (int i = 0; i < n; i++) {
                centres[a][i] = known.place(group[a], trials[i]);
            }
            centres[a][n] = 0.5;
            widths[a] = width(axes[a], centres[a], weights, group.length);
        }
        Mixture mixture = new Mixture(axes, centres, widths, weights);
        for (int a = 0; a < axes.length; a++) {
            mixture.masses[a] = axes[a].isCategorical() ? categories(axes[a].count(), n, prior, distances.get(group[a]))
                    : axes[a].count() > 0 && axes[a].count() <= FEW_VALUES ? mixture.numbers(a) : NO_MASSES;
            mixture.values[a] = new int[mixture.masses[a].length == 0 ? 0 : n + 1];
            for (int i = 0; i < mixture.values[a].length; i++) {
                mixture.values[a][i] = i == n ? axes[a].count() : index(axes[a], centres[a][i]);
            }
        }
        mixture.constants();
        return mixture;
    }

    private static double width(Axis axis, double[] centres, double[] weights, int dimensions) {
        int n = centres.length - 1;
        double mean = 0;
        for (int i = 0; i <= n; i++) {
            mean += weights[i] * centres[i];
        }
        double variance = weights[n] * (1.0 / 12 + (mean - 0.5) * (mean - 0.5)); // the prior has that of the whole range
        for (int i = 0; i < n; i++) {
            variance += weights[i] * (centres[i] - mean) * (centres[i] - mean);
        }
        double narrowest = axis.count() > 0 ? Math.max(NARROWEST, 0.5 / axis.count()) : NARROWEST;
        return Math.max(narrowest, Math.min(1, WIDTH * Math.sqrt(variance) * Math.pow(Math.max(1, n), -1.0 / (dimensions + 4))));
    }

    private static double[][] categories(int count, int trials, double prior, double @Nullable [][] distance) {
        double[][] mass = new double[count + 1][count];
        double even = prior / Math.max(1, trials + 1);
        for (int own = 0; own <= count; own++) {
            double sum = 0;
            for (int c = 0; c < count; c++) {
                double near = own == count || c == own ? 1 : 0;
                if (near == 0 && distance != null) {
                    near = Math.exp(-Math.log(1 + (trials + 1.0) * count) * distance[own][c] * distance[own][c]);
                }
                mass[own][c] = near + even;
                sum += mass[own][c];
            }
            for (int c = 0; c < count; c++) {
                mass[own][c] = Math.log(mass[own][c] / sum);
            }
        }
        return mass;
    }

    private double[][] numbers(int a) {
        Axis axis = axes[a];
        int count = axis.count();
        double low = axis.scaleLow();
        double range = axis.scaleHigh() - low;
        double[][] mass = new double[count + 1][count];
        for (int own = 0; own <= count; own++) {
            double centre = own < count ? axis.unit(axis.valueAt(own)) : 0.5;
            double width = own < count ? widths[a] : 1;
            double within = NormalLaw.between(-centre / width, (1 - centre) / width);
            for (int c = 0; c < count; c++) {
                double value = axis.valueAt(c);
                double part = NormalLaw.between(((axis.cellLow(value) - low) / range - centre) / width,
                        ((axis.cellHigh(value) - low) / range - centre) / width);
                mass[own][c] = Math.log(Math.max(1e-300, part / within));
            }
        }
        return mass;
    }

    private void constants() {
        for (int i = 0; i < kernels; i++) {
            constants[i] = Math.log(weights[i]);
        }
        for (int a = 0; a < axes.length; a++) {
            if (masses[a].length == 0) {
                double logWidth = Math.log(widths[a]) + NormalLaw.LOG_ROOT_2_PI;
                for (int i = 0; i < kernels - 1; i++) {
                    constants[i] -= logWidth + logWithin(centres[a][i], widths[a]);
                }
                constants[kernels - 1] -= NormalLaw.LOG_ROOT_2_PI + logWithin(0.5, 1);
            }
        }
    }

    /** The logarithm of what a kernel has within the range. */
    private static double logWithin(double centre, double width) {
        double without = NormalLaw.fastTail(centre / width) + NormalLaw.fastTail((1 - centre) / width);
        return without == 0 ? 0 : Math.log(1 - without);
    }

    private static int index(Axis axis, double place) {
        if (axis.isCategorical()) {
            return Math.min(axis.count() - 1, (int) (place * axis.count()));
        }
        return axis.indexOf(axis.value(axis.scaleLow() + place * (axis.scaleHigh() - axis.scaleLow())));
    }

    /**
     * One drawn from it: a place for each axis. Values that are apart are at their own place. Numbers of the stream are taken from this index on,
     * {@link #draws} at most.
     */
    double[] draw(RandomStream random, long from) {
        double at = random.uniform(from);
        int kernel = 0;
        while (kernel < kernels - 1 && at >= weights[kernel]) {
            at -= weights[kernel++];
        }
        double[] place = new double[axes.length];
        for (int a = 0; a < place.length; a++) {
            long index = from + 1 + (long) a * TRIES;
            if (axes[a].isCategorical()) {
                double[] mass = masses[a][values[a][kernel]];
                double u = random.uniform(index);
                int c = 0;
                while (c < mass.length - 1 && u >= Math.exp(mass[c])) {
                    u -= Math.exp(mass[c++]);
                }
                place[a] = (c + 0.5) / mass.length;
            } else {
                double width = kernel == kernels - 1 ? 1 : widths[a];
                double x = -1;
                for (int t = 0; t < TRIES && (x < 0 || x > 1); t++) {
                    x = centres[a][kernel] + width * random.normal(index + t);
                }
                x = Math.max(0, Math.min(1, x));
                place[a] = axes[a].count() > 0 ? axes[a].unit(axes[a].atUnit(x)) : x;
            }
        }
        return place;
    }

    private static final int TRIES = 32; // half of the draws at least are within the range

    /** How many numbers one draw may take. */
    static long draws(int axes) {
        return 1 + (long) axes * TRIES;
    }

    /** The logarithm of the density at a place. */
    double log(double[] place) {
        double[] logs = constants.clone();
        for (int a = 0; a < axes.length; a++) {
            double[] centre = centres[a];
            if (masses[a].length > 0) {
                int value = index(axes[a], place[a]);
                for (int i = 0; i < kernels; i++) {
                    logs[i] += masses[a][values[a][i]][value];
                }
            } else {
                double x = place[a];
                double half = -0.5 / (widths[a] * widths[a]);
                for (int i = 0; i < kernels - 1; i++) {
                    double z = x - centre[i];
                    logs[i] += half * z * z;
                }
                logs[kernels - 1] -= 0.5 * (x - 0.5) * (x - 0.5);
            }
        }
        double largest = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            largest = Math.max(largest, log);
        }
        double sum = 0;
        for (double log : logs) {
            sum += NormalLaw.fastExp(log - largest);
        }
        return largest + Math.log(sum);
    }
}
