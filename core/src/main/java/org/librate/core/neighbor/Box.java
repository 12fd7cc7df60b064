package org.librate.core.neighbor;

import java.util.Arrays;

/** The smallest box, with sides along the axes, that holds some points. */
final class Box {

    private final double[] low;
    private final double[] high;

    Box(int width) {
        low = new double[width];
        high = new double[width];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        Arrays.fill(high, Double.NEGATIVE_INFINITY);
    }

    void add(double[] point) {
        for (int c = 0; c < low.length; c++) {
            low[c] = Math.min(low[c], point[c]);
            high[c] = Math.max(high[c], point[c]);
        }
    }

    /** The square of the least distance of points in two boxes. */
    double squaredGap(Box other) {
        double sum = 0;
        for (int c = 0; c < low.length; c++) {
            double apart = Math.max(0, Math.max(low[c] - other.high[c], other.low[c] - high[c]));
            sum += apart * apart;
        }
        return sum;
    }
}
