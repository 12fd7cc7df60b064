package org.librate.core.neighbor;

/**
 * The nearest rows of each query, the nearest first; of rows that are as far away, those with the smaller number first.
 *
 * @param k how many for each query
 * @param rows their numbers in the table, {@code [queries, k]}
 * @param distances how far away they are, {@code [queries, k]}
 */
public record Neighbors(int k, int[] rows, double[] distances) {

    /** How many queries there were. */
    public int queries() {
        return rows.length / k;
    }

    /** The row that is nearest but {@code rank}. */
    public int row(int query, int rank) {
        return rows[query * k + rank];
    }

    public double distance(int query, int rank) {
        return distances[query * k + rank];
    }

    @Override
    public String toString() {
        return "Neighbors[" + queries() + " queries, k=" + k + "]";
    }
}
