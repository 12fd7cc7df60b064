package org.librate.core.neighbor;

/** Rows as distances see them: numbers, and codes of categories where there are any. */
final class Rows {

    final int count;
    final int width;
    final double[] values; // [count, width]
    final int columns;
    final int[] codes; // [count, columns]

    Rows(int count, int width, double[] values, int columns, int[] codes) {
        this.count = count;
        this.width = width;
        this.values = values;
        this.columns = columns;
        this.codes = codes;
    }

    static Rows of(double[] values, int width) {
        return new Rows(values.length / width, width, values, 0, new int[0]);
    }

    Rows take(int[] some) {
        double[] numbers = new double[Math.multiplyExact(some.length, width)];
        int[] categories = new int[Math.multiplyExact(some.length, columns)];
        for (int i = 0; i < some.length; i++) {
            System.arraycopy(values, some[i] * width, numbers, i * width, width);
            System.arraycopy(codes, some[i] * columns, categories, i * columns, columns);
        }
        return new Rows(some.length, width, numbers, columns, categories);
    }
}
