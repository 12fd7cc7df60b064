package org.librate.core.estimator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.librate.core.table.Column;
import org.librate.core.table.VectorColumn;

/**
 * What a linear model learns from: numbers row by row, and beside them, for columns of which each row has a single 1, only its place. A category of a
 * thousand levels is read as one integer a row, not as a thousand numbers.
 *
 * @param n rows
 * @param dense {@code [n, denseWidth]}
 * @param places of the 1 in each row, for each one-hot column; −1 in a row without
 * @param starts of each one-hot column among all their places
 * @param onesWidth how many places all one-hot columns have together
 * @param schema where each number is among the features: those of the dense part first, then the places
 */
record FeatureRows(int n, double[] dense, int denseWidth, int[][] places, int[] starts, int onesWidth, int[] schema) {

    /** Numbers alone, row by row. */
    static FeatureRows dense(double[] x, int n, int width) {
        return new FeatureRows(n, x, width, new int[0][], new int[0], 0, IntStream.range(0, width).toArray());
    }

    /**
     * @param columns all, in the order of the features
     * @param dense the numbers of those that are not one-hot
     */
    static FeatureRows of(List<Column> columns, double[] dense, int n) {
        List<Integer> numbers = new ArrayList<>();
        List<Integer> ones = new ArrayList<>();
        List<int[]> places = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        int at = 0;
        for (Column column : columns) {
            boolean oneHot = FeatureSchema.isOneHot(column);
            if (oneHot) {
                places.add(((VectorColumn) column).places());
                starts.add(ones.size());
            }
            int end = at + FeatureColumn.of(column).width();
            for (; at < end; at++) {
                (oneHot ? ones : numbers).add(at);
            }
        }
        int[] schema = IntStream.concat(ints(numbers), ints(ones)).toArray();
        return new FeatureRows(n, dense, numbers.size(), places.toArray(new int[0][]), ints(starts).toArray(), ones.size(), schema);
    }

    private static IntStream ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue);
    }

    /** Something known of each feature, in the order of the numbers here. */
    double[] ordered(double[] ofFeatures) {
        return Arrays.stream(schema).mapToDouble(j -> ofFeatures[j]).toArray();
    }

    int width() {
        return denseWidth + onesWidth;
    }
}
