package org.librate.augment.series;

import org.librate.augment.Draw;

/** Smooth random curves over time. */
final class Curves {

    private Curves() {
    }

    /**
     * Through knots evenly spread from the first step to the last, at each 1 plus a normal number of this deviation; a natural cubic spline between
     * them.
     */
    static double[] aroundOne(int time, int knots, double deviation, Draw draw) {
        double[] values = new double[knots];
        for (int i = 0; i < knots; i++) {
            values[i] = 1 + deviation * draw.normal();
        }
        return spline(values, time);
    }

    /** A natural cubic spline through values at evenly spread places, read at each step. */
    static double[] spline(double[] values, int time) {
        int n = values.length;
        double[] bend = new double[n]; // second derivatives, 0 at both ends
        double[] c = new double[n];
        for (int i = 1; i < n - 1; i++) {
            double p = 4 + c[i - 1];
            c[i] = -1 / p;
            bend[i] = (6 * (values[i + 1] - 2 * values[i] + values[i - 1]) - bend[i - 1]) / p;
        }
        for (int i = n - 2; i > 0; i--) {
            bend[i] += c[i] * bend[i + 1];
        }
        double[] curve = new double[time];
        for (int t = 0; t < time; t++) {
            double place = time == 1 ? 0 : (double) t * (n - 1) / (time - 1);
            int i = (int) Math.min(place, n - 2.0);
            double b = place - i;
            double a = 1 - b;
            curve[t] = a * values[i] + b * values[i + 1] + ((a * a * a - a) * bend[i] + (b * b * b - b) * bend[i + 1]) / 6;
        }
        return curve;
    }
}
