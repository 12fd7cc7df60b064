package org.librate.core.neighbor;

/** The k nearest rows that were offered so far, sorted. Rows that are as far away stand by their numbers, in whatever order they are offered. */
final class Nearest {

    private final double[] distances;
    private final int[] rows;
    private int count;

    Nearest(int k) {
        distances = new double[k];
        rows = new int[k];
    }

    /** What a distance must not be above to be of interest. */
    double limit() {
        return count < rows.length ? Double.POSITIVE_INFINITY : distances[count - 1];
    }

    void offer(int row, double distance) {
        int at = count;
        if (count == rows.length) {
            if (!before(row, distance, count - 1)) {
                return;
            }
            at = count - 1;
        } else {
            count++;
        }
        while (at > 0 && before(row, distance, at - 1)) {
            distances[at] = distances[at - 1];
            rows[at] = rows[at - 1];
            at--;
        }
        distances[at] = distance;
        rows[at] = row;
    }

    private boolean before(int row, double distance, int place) {
        return distance < distances[place] || distance == distances[place] && row < rows[place];
    }

    void copy(int[] intoRows, double[] intoDistances, int at) {
        System.arraycopy(rows, 0, intoRows, at, count);
        System.arraycopy(distances, 0, intoDistances, at, count);
    }
}
