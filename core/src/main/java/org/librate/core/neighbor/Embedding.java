package org.librate.core.neighbor;

/**
 * Rows as points whose squared distance, divided by {@link #factor}, is what is measured, or less. Products of matrices tell distances of points; so
 * they tell which rows cannot be near.
 *
 * @param center what is taken off each number
 * @param scale what each is then multiplied by, so that the largest is 1
 * @param factor squared distance of points for each unit that is measured
 * @param categories how categories become coordinates
 */
record Embedding(double[] center, double scale, double factor, Buckets categories) {

    /** Beyond these, squares leave the range of float64. */
    private static final double SMALLEST = 1e-100;
    private static final double LARGEST = 1e120;

    /** Of what straight lines measure; plus categories. */
    static Embedding straight(Rows rows, double[] penalties) {
        double[] center = new double[rows.width];
        for (int i = 0, at = 0; i < rows.count; i++) {
            for (int c = 0; c < rows.width; c++) {
                center[c] += rows.values[at++] / rows.count;
            }
        }
        double largest = 0;
        for (int i = 0, at = 0; i < rows.count; i++) {
            for (int c = 0; c < rows.width; c++) {
                largest = Math.max(largest, Math.abs(rows.values[at++] - center[c]));
            }
        }
        for (double penalty : penalties) {
            largest = Math.max(largest, Math.sqrt(penalty / 2));
        }
        double scale = largest == 0 ? 1 : 1 / largest;
        return new Embedding(center, scale, scale * scale, Buckets.of(rows, penalties, scale));
    }

    /** Of angles between rows of length 1. */
    static Embedding angle(Rows rows) {
        return new Embedding(new double[rows.width], 1, 2, Buckets.of(rows, new double[0], 1));
    }

    /** Whether rows of such sizes can be told apart this way. */
    boolean isUsable() {
        return 1 / scale > SMALLEST && 1 / scale < LARGEST;
    }

    /** Whether distances of points are never less than what they stand for, either. */
    boolean isExact() {
        return factor == scale * scale && categories.width() == 0;
    }

    int width() {
        return center.length + categories.width();
    }

    /** Writes a row's point, and returns the square of its length. */
    double point(Rows rows, int row, double[] into) {
        int from = row * rows.width;
        for (int c = 0; c < center.length; c++) {
            into[c] = (rows.values[from + c] - center[c]) * scale;
        }
        categories.write(rows, row, into, center.length);
        double sum = 0;
        for (double coordinate : into) {
            sum += coordinate * coordinate;
        }
        return sum;
    }
}
