package org.librate.core.neighbor;

import java.util.stream.IntStream;

/**
 * Rows divided into clusters.
 *
 * @param k how many clusters
 * @param width how many numbers a center has
 * @param centers {@code [k, width]}
 * @param assigned the cluster of each row; one may be without rows where rows are the same
 * @param distances how far each row is from its center
 * @param iterations how many steps it took
 * @param settled whether no row changed its cluster in the last of them
 */
public record Clusters(int k, int width, double[] centers, int[] assigned, double[] distances, int iterations, boolean settled) {

    /** The cluster of a row. */
    public int of(int row) {
        return assigned[row];
    }

    /** Number j of a center. */
    public double center(int cluster, int j) {
        return centers[cluster * width + j];
    }

    /** The rows of a cluster, ascending. */
    public int[] rows(int cluster) {
        return IntStream.range(0, assigned.length).filter(row -> assigned[row] == cluster).toArray();
    }

    /** The sum of the squares of all distances: what k-means makes small. */
    public double inertia() {
        double sum = 0;
        for (double distance : distances) {
            sum += distance * distance;
        }
        return sum;
    }

    @Override
    public String toString() {
        return "Clusters[" + k + " of " + assigned.length + " rows, inertia=" + inertia() + ", iterations=" + iterations
                + (settled ? "" : ", not settled") + "]";
    }
}
