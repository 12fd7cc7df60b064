package org.librate.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Edges as they are put together in Java, sorted by row and column, none twice.
 *
 * @param row of each edge, ascending
 * @param column of each edge, ascending within a row
 */
record EdgeList(int rows, int columns, int[] row, int[] column, float @Nullable [] weights) {

    /** Lists of what each row (or column) has edges to, and the numbers of those edges. */
    record Rows(int[] offsets, int[] named, int[] edges) {
    }

    /** Sorted and merged. */
    static EdgeList of(String who, int columns, int rows, int[][] edges, float @Nullable [] weights) {
        Check.notNegative(who, "the number of nodes", rows);
        Check.notNegative(who, "the number of nodes", columns);
        Check.require(weights == null || weights.length == edges.length, who, "needs a weight for each of " + edges.length + " edges",
                weights == null ? 0 : weights.length);
        long[] keys = new long[edges.length];
        for (int i = 0; i < edges.length; i++) {
            int[] edge = edges[i];
            Check.require(edge.length == 2, who, "edges must be {from, to}", Arrays.toString(edge));
            Check.require(edge[0] >= 0 && edge[0] < columns && edge[1] >= 0 && edge[1] < rows, who,
                    rows == columns ? "nodes are numbered from 0 to " + (rows - 1)
                    : "edges go from nodes below " + columns + " to nodes below " + rows, Arrays.toString(edge) + " at edge " + i);
            keys[i] = key(edge[1], edge[0]);
        }
        return merged(rows, columns, keys, weights);
    }

    private static long key(int row, int column) {
        return (long) row << 32 | column;
    }

    private static EdgeList merged(int rows, int columns, long[] keys, float @Nullable [] weights) {
        long[] sorted = Arrays.stream(keys).sorted().distinct().toArray();
        int[] row = new int[sorted.length];
        int[] column = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            row[i] = (int) (sorted[i] >>> 32);
            column[i] = (int) sorted[i];
        }
        if (weights == null) {
            return new EdgeList(rows, columns, row, column, null);
        }
        float[] sums = new float[sorted.length];
        for (int i = 0; i < keys.length; i++) {
            sums[Arrays.binarySearch(sorted, keys[i])] += weights[i];
        }
        return new EdgeList(rows, columns, row, column, sums);
    }

    /** From lists; padding is left out. */
    static EdgeList ofRows(int columns, int[] offsets, int[] named, float @Nullable [] weights) {
        long[] keys = new long[named.length];
        float[] kept = new float[named.length];
        int count = 0;
        for (int r = 0; r + 1 < offsets.length; r++) {
            for (int k = offsets[r]; k < offsets[r + 1]; k++) {
                if (named[k] >= 0) {
                    keys[count] = key(r, named[k]);
                    kept[count++] = weights == null ? 1 : weights[k];
                }
            }
        }
        return merged(offsets.length - 1, columns, Arrays.copyOf(keys, count), weights == null ? null : Arrays.copyOf(kept, count));
    }

    /** Each edge and its reverse, next to each other; a loop once. */
    static int[][] bothWays(int[][] edges) {
        List<int[]> both = new ArrayList<>(2 * edges.length);
        for (int[] edge : edges) {
            both.add(edge);
            if (edge.length == 2 && edge[0] != edge[1]) {
                both.add(new int[] {edge[1], edge[0]});
            }
        }
        return both.toArray(int[][]::new);
    }

    /** The weights of {@link #bothWays(int[][])}. */
    static float[] bothWays(int[][] edges, float[] weights) {
        Check.require(weights.length == edges.length, "Adjacency", "needs a weight for each of " + edges.length + " edges", weights.length);
        float[] both = new float[2 * edges.length];
        int count = 0;
        for (int i = 0; i < edges.length; i++) {
            both[count++] = weights[i];
            if (edges[i].length == 2 && edges[i][0] != edges[i][1]) {
                both[count++] = weights[i];
            }
        }
        return Arrays.copyOf(both, count);
    }

    /** Side by side. Weighted if any is. */
    static EdgeList blocks(List<EdgeList> lists) {
        int rows = 0;
        int columns = 0;
        List<long[]> keys = new ArrayList<>();
        boolean weighted = lists.stream().anyMatch(list -> list.weights() != null);
        float[] weights = new float[lists.stream().mapToInt(list -> list.row.length).sum()];
        int at = 0;
        for (EdgeList list : lists) {
            long[] moved = new long[list.row.length];
            for (int i = 0; i < moved.length; i++) {
                moved[i] = key(rows + list.row[i], columns + list.column[i]);
                weights[at++] = list.weights == null ? 1 : list.weights[i];
            }
            keys.add(moved);
            rows = Math.addExact(rows, list.rows);
            columns = Math.addExact(columns, list.columns);
        }
        return merged(rows, columns, keys.stream().flatMapToLong(Arrays::stream).toArray(), weighted ? weights : null);
    }

    EdgeList withSelfLoops() {
        boolean[] has = new boolean[rows];
        for (int i = 0; i < row.length; i++) {
            has[row[i]] |= row[i] == column[i];
        }
        long[] keys = Arrays.copyOf(keys(), row.length + rows);
        float[] more = weights == null ? null : Arrays.copyOf(weights, keys.length);
        int count = row.length;
        for (int r = 0; r < rows; r++) {
            if (!has[r]) {
                if (more != null) {
                    more[count] = 1;
                }
                keys[count++] = key(r, r);
            }
        }
        return merged(rows, columns, Arrays.copyOf(keys, count), more == null ? null : Arrays.copyOf(more, count));
    }

    EdgeList withoutSelfLoops() {
        long[] keys = new long[row.length];
        float[] kept = new float[row.length];
        int count = 0;
        for (int i = 0; i < row.length; i++) {
            if (row[i] != column[i]) {
                keys[count] = key(row[i], column[i]);
                kept[count++] = weights == null ? 1 : weights[i];
            }
        }
        return merged(rows, columns, Arrays.copyOf(keys, count), weights == null ? null : Arrays.copyOf(kept, count));
    }

    EdgeList transposed() {
        long[] keys = new long[row.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key(column[i], row[i]);
        }
        return merged(columns, rows, keys, weights);
    }

    private long[] keys() {
        long[] keys = new long[row.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key(row[i], column[i]);
        }
        return keys;
    }

    Rows byRow() {
        int[] numbers = new int[row.length];
        Arrays.setAll(numbers, i -> i);
        return new Rows(offsets(rows, row), column, numbers);
    }

    /** Within a column in the order of the rows. */
    Rows byColumn() {
        int[] offsets = offsets(columns, column);
        int[] next = offsets.clone();
        int[] named = new int[row.length];
        int[] edges = new int[row.length];
        for (int i = 0; i < row.length; i++) {
            int place = next[column[i]]++;
            named[place] = row[i];
            edges[place] = i;
        }
        return new Rows(offsets, named, edges);
    }

    private static int[] offsets(int count, int[] of) {
        int[] offsets = new int[count + 1];
        for (int one : of) {
            offsets[one + 1]++;
        }
        for (int i = 0; i < count; i++) {
            offsets[i + 1] += offsets[i];
        }
        return offsets;
    }
}
