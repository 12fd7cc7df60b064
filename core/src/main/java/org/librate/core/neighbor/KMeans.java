package org.librate.core.neighbor;

import java.util.Arrays;
import org.librate.core.Check;
import org.librate.core.kernel.host.HostParallel;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

/**
 * Divides rows into k clusters, each around the mean of its rows: k-means++ (Arthur and Vassilvitskii 2007) for the first centers, and Lloyd's steps
 * until no row changes its cluster. Distances are straight lines, measured exactly; a row as far from two centers belongs to the first. A center that
 * is left without rows moves to the row that is farthest from its own center.
 *
 * <pre>{@code
 * Clusters clusters = KMeans.of(8).withSeed(7).fit(values, 30);      // values [rows, 30] in one array
 * int cluster = clusters.of(0);                                      // of the first row
 * }</pre>
 *
 * <p>The same bits for any number of threads.
 *
 * @param clusters how many
 * @param iterations the most steps
 * @param seed for the first centers
 */
public record KMeans(int clusters, int iterations, long seed) {

    private static final String NAME = "KMeans";
    private static final int GRAIN = 1 << 12;

    public KMeans {
        Check.positive(NAME, "clusters", clusters);
        Check.positive(NAME, "iterations", iterations);
    }

    /** So many clusters, in at most 300 steps. */
    public static KMeans of(int clusters) {
        return new KMeans(clusters, 300, 0);
    }

    /** The most steps: what is found after them counts, settled or not. */
    public KMeans withIterations(int iterations) {
        return new KMeans(clusters, iterations, seed);
    }

    public KMeans withSeed(long seed) {
        return new KMeans(clusters, iterations, seed);
    }

    /** @param values {@code [rows, width]} in one array; all must be finite */
    public Clusters fit(double[] values, int width) {
        return fit(values, width, RandomSource.of(seed).stream(NAME));
    }

    /** The same with first centers drawn from a source; the seed does not count. */
    public Clusters fit(double[] values, int width, RandomSource random) {
        Check.positive(NAME, "width", width);
        int rows = values.length / width;
        Check.require(values.length == rows * width, NAME, "needs whole rows of " + width, values.length + " numbers");
        Check.require(clusters <= rows, NAME, "clusters must be in [1, " + rows + "], the number of rows", clusters);
        double[] centers = firstCenters(values, rows, width, random.at(0));
        Neighbors nearest = NeighborTable.of(centers, width).nearest(values, 1);
        boolean settled = false;
        int steps = 0;
        while (!settled && steps < iterations) {
            centers = means(values, width, nearest);
            Neighbors next = NeighborTable.of(centers, width).nearest(values, 1);
            settled = Arrays.equals(next.rows(), nearest.rows());
            nearest = next;
            steps++;
        }
        return new Clusters(clusters, width, centers, nearest.rows(), nearest.distances(), steps, settled);
    }

    /** Each next one is a row, drawn with a chance in proportion to the square of its distance to the nearest before. */
    private double[] firstCenters(double[] values, int rows, int width, RandomStream stream) {
        double[] centers = new double[clusters * width];
        double[] squares = new double[rows];
        Arrays.fill(squares, Double.POSITIVE_INFINITY);
        int chosen = stream.integer(0, 0, rows);
        for (int c = 0; c < clusters; c++) {
            System.arraycopy(values, chosen * width, centers, c * width, width);
            int at = c * width;
            HostParallel.run((from, to) -> {
                for (int i = from; i < to; i++) {
                    double sum = 0;
                    for (int j = 0; j < width; j++) {
                        double apart = values[i * width + j] - centers[at + j];
                        sum += apart * apart;
                    }
                    squares[i] = Math.min(squares[i], sum);
                }
            }, rows, GRAIN);
            chosen = drawn(squares, stream.uniform(c + 1));
        }
        return centers;
    }

    /** A row where the running sum first exceeds the given part of the whole; if all rows are centers already, any. */
    private static int drawn(double[] squares, double part) {
        double total = 0;
        for (double square : squares) {
            total += square;
        }
        if (!(total > 0 && total < Double.POSITIVE_INFINITY)) {
            return (int) (part * squares.length);
        }
        double sum = 0;
        int last = 0;
        for (int i = 0; i < squares.length; i++) {
            sum += squares[i];
            if (squares[i] > 0) {
                last = i;
                if (sum > part * total) {
                    return i;
                }
            }
        }
        return last;
    }

    private double[] means(double[] values, int width, Neighbors nearest) {
        int rows = nearest.queries();
        double[] means = new double[clusters * width];
        int[] counts = new int[clusters];
        for (int i = 0; i < rows; i++) {
            int cluster = nearest.row(i, 0);
            counts[cluster]++;
            for (int j = 0; j < width; j++) {
                means[cluster * width + j] += values[i * width + j];
            }
        }
        boolean[] taken = new boolean[rows];
        for (int c = 0; c < clusters; c++) {
            if (counts[c] == 0) {
                int far = farthest(nearest, taken);
                taken[far] = true;
                System.arraycopy(values, far * width, means, c * width, width);
            } else {
                for (int j = 0; j < width; j++) {
                    means[c * width + j] /= counts[c];
                }
            }
        }
        return means;
    }

    private static int farthest(Neighbors nearest, boolean[] taken) {
        int far = -1;
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i] && (far < 0 || nearest.distance(i, 0) > nearest.distance(far, 0))) {
                far = i;
            }
        }
        return far;
    }
}
