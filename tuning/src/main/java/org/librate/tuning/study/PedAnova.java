package org.librate.tuning.study;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How far the density of a coordinate among the best trials is from that among all: the mean square of their ratio less 1 (Pearson's divergence).
 * Densities are those of normal kernels in cells, with an even share beforehand; not having the coordinate is a cell of its own.
 */
final class PedAnova {

    private static final int CELLS = 50;

    private PedAnova() {
    }

    static double[] divergences(double[][] units, double[] losses, double share) {
        Integer[] order = new Integer[losses.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> losses[i]));
        double worst = losses[order[Math.max(1, (int) Math.round(share * losses.length) - 1)]];
        double[] divergences = new double[units.length];
        double sum = 0;
        for (int i = 0; i < units.length; i++) {
            double[] all = cells(units[i]);
            double[] unit = units[i];
            int[] best = IntStream.range(0, losses.length).filter(trial -> losses[trial] <= worst).toArray();
            double[] good = cells(Arrays.stream(best).mapToDouble(trial -> unit[trial]).toArray());
            for (int cell = 0; cell < all.length; cell++) {
                double ratio = good[cell] / all[cell] - 1;
                divergences[i] += all[cell] * ratio * ratio;
            }
            sum += divergences[i];
        }
        for (int i = 0; i < units.length && sum > 0; i++) {
            divergences[i] /= sum;
        }
        return divergences;
    }

    /** The share of each cell; the last one is of those that are not there. */
    private static double[] cells(double[] units) {
        double[] there = Arrays.stream(units).filter(unit -> !Double.isNaN(unit)).toArray();
        double mean = Arrays.stream(there).average().orElse(0.5);
        double deviation = Math.sqrt(Arrays.stream(there).map(unit -> (unit - mean) * (unit - mean)).average().orElse(0));
        double width = Math.max(1.0 / CELLS, 1.06 * deviation * Math.pow(Math.max(1, there.length), -0.2));
        double[] cells = new double[CELLS + 1];
        Arrays.fill(cells, 1.0 / (CELLS + 1)); // as if one more trial had been everywhere
        for (double unit : there) {
            double[] kernel = new double[CELLS];
            double sum = 0;
            for (int cell = 0; cell < CELLS; cell++) {
                double z = ((cell + 0.5) / CELLS - unit) / width;
                kernel[cell] = Math.exp(-0.5 * z * z);
                sum += kernel[cell];
            }
            for (int cell = 0; cell < CELLS; cell++) {
                cells[cell] += kernel[cell] / sum;
            }
        }
        cells[CELLS] += units.length - there.length;
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] /= units.length + 1;
        }
        return cells;
    }
}
