package org.librate.augment.image;

/** A smooth field from its values at a few places: a grid that covers the image and a little more, joined by cubic B-splines. */
final class Control {

    private final int rows;
    private final int columns;
    private final double[] values;

    /** A grid of so many fields; it has three values more each way, as a spline needs. */
    Control(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.values = new double[(rows + 3) * (columns + 3)];
    }

    int size() {
        return values.length;
    }

    void set(int at, double value) {
        values[at] = value;
    }

    /** Adds the field to a map, pixel by pixel. */
    void addTo(float[] map, int height, int width) {
        double[] weights = new double[4];
        double[] column = new double[(columns + 3)];
        double[][] across = new double[width][4];
        int[] first = new int[width];
        for (int x = 0; x < width; x++) {
            double place = (x + 0.5) * columns / width;
            first[x] = Math.min(columns - 1, (int) place);
            spline(place - first[x], across[x]);
        }
        for (int y = 0; y < height; y++) {
            double place = (y + 0.5) * rows / height;
            int row = Math.min(rows - 1, (int) place);
            spline(place - row, weights);
            for (int i = 0; i < column.length; i++) {
                column[i] = 0;
                for (int k = 0; k < 4; k++) {
                    column[i] += weights[k] * values[(row + k) * column.length + i];
                }
            }
            for (int x = 0; x < width; x++) {
                double[] w = across[x];
                int at = first[x];
                map[y * width + x] += (float) (w[0] * column[at] + w[1] * column[at + 1] + w[2] * column[at + 2] + w[3] * column[at + 3]);
            }
        }
    }

    private static void spline(double t, double[] w) {
        double s = 1 - t;
        w[0] = s * s * s / 6;
        w[1] = (3 * t * t * t - 6 * t * t + 4) / 6;
        w[2] = (3 * s * s * s - 6 * s * s + 4) / 6;
        w[3] = t * t * t / 6;
    }
}
