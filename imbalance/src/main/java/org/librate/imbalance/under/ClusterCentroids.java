package org.librate.imbalance.under;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.librate.core.neighbor.Clusters;
import org.librate.core.neighbor.KMeans;
import org.librate.core.random.RandomSource;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.NewRows;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;

/**
 * Puts the middles of clusters in the place of the rows of large classes: each such class is divided by {@linkplain KMeans k-means} into as many
 * clusters as rows are to come out. With {@link #withRealRows} the row nearest to each middle stays instead, and no new rows are made.
 *
 * <pre>{@code
 * Resampled middles = ClusterCentroids.create().withSeed(7).apply(table);
 * }</pre>
 *
 * @param realRows whether rows stay, instead of middles of clusters
 * @param iterations the most steps of k-means
 * @param balance how many rows come out
 * @param seed for the first centers
 */
public record ClusterCentroids(boolean realRows, int iterations, Balance balance, long seed) implements RowSampler<ClusterCentroids> {

    private static final int ITERATIONS = 300;

    /** Middles of clusters, as many for every class as the smallest has rows. */
    public static ClusterCentroids create() {
        return new ClusterCentroids(false, ITERATIONS, Balance.auto(), 0);
    }

    /** Whether the row nearest to each middle stays, instead of the middle. */
    public ClusterCentroids withRealRows(boolean realRows) {
        return new ClusterCentroids(realRows, iterations, balance, seed);
    }

    /** The most steps of k-means. */
    public ClusterCentroids withIterations(int iterations) {
        return new ClusterCentroids(realRows, iterations, balance, seed);
    }

    @Override
    public ClusterCentroids to(Balance balance) {
        return new ClusterCentroids(realRows, iterations, balance, seed);
    }

    @Override
    public ClusterCentroids withSeed(long seed) {
        return new ClusterCentroids(realRows, iterations, balance, seed);
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        int[] keep = balance.toKeep(name(), rows);
        int[][] kept = new int[keep.length][];
        @Nullable NewRows[] made = new @Nullable NewRows[keep.length];
        for (int c = 0; c < keep.length; c++) {
            int[] own = rows.of(c);
            kept[c] = own;
            if (keep[c] < own.length) {
                Clusters clusters = KMeans.of(keep[c]).withIterations(iterations).fit(rows.values(own), rows.width(), random.branch(c));
                int[] nearest = nearest(own, clusters);
                kept[c] = realRows ? nearest : new int[0];
                made[c] = NewRows.at(c, nearest, clusters.centers());
            }
        }
        Draft draft = Draft.keeping(Kept.sorted(kept));
        for (int c = 0; c < keep.length && !realRows; c++) {
            NewRows middles = made[c];
            draft = middles == null ? draft : draft.with(middles);
        }
        return draft;
    }

    /**
     * The row of each cluster that is nearest to its middle, each row once: one of a cluster without rows, which there is where rows are the same, is
     * any that is left.
     */
    private static int[] nearest(int[] own, Clusters clusters) {
        int[] nearest = new int[clusters.k()];
        Arrays.fill(nearest, -1);
        for (int i = 0; i < own.length; i++) {
            int cluster = clusters.of(i);
            if (nearest[cluster] < 0 || clusters.distances()[i] < clusters.distances()[nearest[cluster]]) {
                nearest[cluster] = i;
            }
        }
        boolean[] taken = new boolean[own.length];
        for (int i : nearest) {
            if (i >= 0) {
                taken[i] = true;
            }
        }
        int free = 0;
        for (int cluster = 0; cluster < nearest.length; cluster++) {
            if (nearest[cluster] < 0) {
                while (taken[free]) {
                    free++;
                }
                taken[free] = true;
                nearest[cluster] = free;
            }
            nearest[cluster] = own[nearest[cluster]];
        }
        return nearest;
    }
}
