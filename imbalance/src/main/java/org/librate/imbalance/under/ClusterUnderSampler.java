package org.librate.imbalance.under;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.neighbor.Clusters;
import org.librate.core.neighbor.KMeans;
import org.librate.core.random.RandomSource;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;

/**
 * Divides large classes into clusters and keeps the same share of each, drawn at random, so that every region stays represented as much as it was,
 * which a plain draw reaches on average only.
 *
 * <pre>{@code
 * Resampled fewer = ClusterUnderSampler.create().withClusters(20).withSeed(7).apply(table);
 * }</pre>
 *
 * @param clusters into how many each class is divided, or as many as rows of it are to stay if these are fewer
 * @param balance how many rows stay
 * @param seed for the clusters and what is drawn
 */
public record ClusterUnderSampler(int clusters, Balance balance, long seed) implements RowSampler<ClusterUnderSampler> {

    private static final int CLUSTERS = 8;

    public ClusterUnderSampler {
        Check.positive("ClusterUnderSampler", "clusters", clusters);
    }

    /** Eight clusters of each class; as many rows of each class as the smallest has. */
    public static ClusterUnderSampler create() {
        return new ClusterUnderSampler(CLUSTERS, Balance.auto(), 0);
    }

    /** Into how many clusters each class is divided. */
    public ClusterUnderSampler withClusters(int clusters) {
        return new ClusterUnderSampler(clusters, balance, seed);
    }

    @Override
    public ClusterUnderSampler to(Balance balance) {
        return new ClusterUnderSampler(clusters, balance, seed);
    }

    @Override
    public ClusterUnderSampler withSeed(long seed) {
        return new ClusterUnderSampler(clusters, balance, seed);
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        int[] keep = balance.toKeep(name(), rows);
        int[][] kept = new int[keep.length][];
        Arrays.setAll(kept, c -> keep[c] == rows.count(c) ? rows.of(c) : drawn(rows, rows.of(c), keep[c], random.branch(c)));
        return Draft.keeping(Kept.sorted(kept));
    }

    private int[] drawn(Rows rows, int[] own, int keep, RandomSource random) {
        Clusters divided = KMeans.of(Math.min(clusters, keep)).fit(rows.values(own), rows.width(), random.stream("clusters"));
        int[][] members = new int[divided.k()][];
        Arrays.setAll(members, divided::rows);
        int[] shares = shares(Arrays.stream(members).mapToInt(some -> some.length).toArray(), own.length, keep);
        RandomSource draws = random.stream("rows");
        return IntStream.range(0, members.length)
                .flatMap(c -> Arrays.stream(draws.at(c).choice(members[c].length, shares[c])).map(i -> own[members[c][i]])).toArray();
    }

    /** In proportion to the sizes, cut off; what is left goes to those that lost most by that, of the same to the first. */
    static int[] shares(int[] sizes, int all, int keep) {
        int[] shares = Arrays.stream(sizes).map(size -> (int) ((long) size * keep / all)).toArray();
        int left = keep - Arrays.stream(shares).sum();
        IntStream.range(0, sizes.length).boxed().sorted(Comparator.comparingLong((Integer c) -> -((long) sizes[c] * keep % all))
                .thenComparingInt(c -> c)).limit(left).forEach(c -> shares[c]++);
        return shares;
    }
}
