package org.librate.imbalance.over;

import org.librate.imbalance.Rows;

/** How far numbers spread. */
final class Spread {

    private Spread() {
    }

    /** The deviation of each number over some rows, with n in the denominator. */
    static double[] deviations(Rows rows, int[] some) {
        double[] deviations = new double[rows.width()];
        for (int j = 0; j < deviations.length; j++) {
            double mean = 0;
            for (int row : some) {
                mean += rows.value(row, j) / some.length;
            }
            double sum = 0;
            for (int row : some) {
                sum += (rows.value(row, j) - mean) * (rows.value(row, j) - mean);
            }
            deviations[j] = Math.sqrt(sum / some.length);
        }
        return deviations;
    }
}
