package org.librate.core.neighbor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Categories as a few coordinates. The most frequent of each column have one for each, all others share one: codes of different buckets differ by the
 * whole penalty, codes of one bucket seem equal. So points are never farther apart than rows, and their width does not grow with the number of
 * categories.
 *
 * @param most how many buckets a column has
 * @param bucketOf of each column, by code; those that are not there are in bucket 0
 * @param heights what a coordinate is where a row is in its bucket, for each column
 */
record Buckets(int[] most, List<Map<Integer, Integer>> bucketOf, double[] heights) {

    private static final int MOST = 8;

    static Buckets of(Rows rows, double[] penalties, double scale) {
        int columns = penalties.length;
        int[] most = new int[columns];
        double[] heights = new double[columns];
        List<Map<Integer, Integer>> bucketOf = new ArrayList<>();
        for (int c = 0; c < columns; c++) {
            Map<Integer, Integer> counts = new HashMap<>();
            for (int i = 0; i < rows.count; i++) {
                counts.merge(rows.codes[i * columns + c], 1, Integer::sum);
            }
            List<Integer> frequent = counts.entrySet().stream()
                    .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey())).limit(MOST - 1)
                    .map(Map.Entry::getKey).toList();
            Map<Integer, Integer> buckets = new HashMap<>();
            for (int code : frequent) {
                buckets.put(code, buckets.size() + 1);
            }
            bucketOf.add(buckets);
            most[c] = frequent.size() + 1;
            heights[c] = Math.sqrt(penalties[c] / 2) * scale;
        }
        return new Buckets(most, bucketOf, heights);
    }

    int width() {
        return Arrays.stream(most).sum();
    }

    void write(Rows rows, int row, double[] into, int at) {
        int start = at;
        for (int c = 0; c < most.length; c++) {
            Arrays.fill(into, start, start + most[c], 0);
            into[start + bucketOf.get(c).getOrDefault(rows.codes[row * most.length + c], 0)] = heights[c];
            start += most[c];
        }
    }
}
