package org.librate.imbalance.over;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.neighbor.KMeans;
import org.librate.core.random.RandomSource;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.FewRows;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;

/**
 * {@link Smote} within clusters of all rows in which the class is frequent, more where its rows are sparse (after Douzas et al. 2018). So no new row
 * lies between two groups of a class, and none where others rule.
 *
 * <p>A cluster counts if the class's share in it is at least {@code share}; unless that is given, at least as large as among all rows. Its weight is
 * (root of the mean squared distance of its rows of the class)^exponent / (how many they are); the exponent is the number of columns unless given.
 * New rows are divided by the weights, exactly as many as asked for. (imbalanced-learn rounds each cluster's number up, and takes other shares and
 * exponents.)
 *
 * <pre>{@code
 * Resampled some = KMeansSmote.create().withClusters(20).apply(table);
 * }</pre>
 *
 * @param balance how many rows come out
 * @param clusters into how many clusters rows are divided
 * @param neighbors how many neighbours of a row may be its partner
 * @param share from which share a class is frequent in a cluster; NaN for its share among all rows
 * @param exponent how much sparse clusters are favoured; NaN for the number of columns
 * @param fewRows what to do if no cluster has enough rows of a class
 * @param seed for what is drawn
 */
public record KMeansSmote(Balance balance, int clusters, int neighbors, double share, double exponent, FewRows fewRows, long seed)
        implements RowSampler<KMeansSmote> {

    private static final String NAME = "KMeansSmote";

    public KMeansSmote {
        Check.positive(NAME, "clusters", clusters);
        Check.positive(NAME, "neighbors", neighbors);
        Check.require(Double.isNaN(share) || share >= 0 && share <= 1, NAME, "share must be in [0, 1]", share);
        Check.require(Double.isNaN(exponent) || exponent >= 0 && exponent < Double.POSITIVE_INFINITY, NAME, "exponent must be >= 0 and finite",
                exponent);
    }

    /** Eight clusters, two neighbours. */
    public static KMeansSmote create() {
        return new KMeansSmote(Balance.auto(), 8, 2, Double.NaN, Double.NaN, FewRows.FAIL, 0);
    }

    @Override
    public KMeansSmote to(Balance balance) {
        return new KMeansSmote(balance, clusters, neighbors, share, exponent, fewRows, seed);
    }

    /** Into how many clusters rows are divided. */
    public KMeansSmote withClusters(int clusters) {
        return new KMeansSmote(balance, clusters, neighbors, share, exponent, fewRows, seed);
    }

    /** How many neighbours of a row may be its partner. */
    public KMeansSmote withNeighbors(int neighbors) {
        return new KMeansSmote(balance, clusters, neighbors, share, exponent, fewRows, seed);
    }

    /** From which share a class is frequent in a cluster, in [0, 1]. */
    public KMeansSmote withShare(double share) {
        return new KMeansSmote(balance, clusters, neighbors, share, exponent, fewRows, seed);
    }

    /** How much sparse clusters are favoured; 0 for by the number of rows alone. */
    public KMeansSmote withExponent(double exponent) {
        return new KMeansSmote(balance, clusters, neighbors, share, exponent, fewRows, seed);
    }

    /** What to do if no cluster has enough rows of a class. */
    public KMeansSmote withFewRows(FewRows fewRows) {
        return new KMeansSmote(balance, clusters, neighbors, share, exponent, fewRows, seed);
    }

    @Override
    public KMeansSmote withSeed(long seed) {
        return new KMeansSmote(balance, clusters, neighbors, share, exponent, fewRows, seed);
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        int[] more = balance.toAdd(name(), rows);
        Check.require(clusters <= rows.size(), NAME, "clusters must be in [1, " + rows.size() + "], the number of rows", clusters);
        int[] assigned = KMeans.of(clusters).fit(rows.values(), rows.width(), random.stream("clusters")).assigned();
        int[] sizes = new int[clusters];
        for (int cluster : assigned) {
            sizes[cluster]++;
        }
        Draft draft = Draft.keepingAll(rows);
        for (int label = 0; label < more.length; label++) {
            if (more[label] > 0) {
                draft = made(draft, rows, assigned, sizes, label, more[label], random.branch(label));
            }
        }
        return draft;
    }

    private Draft made(Draft draft, Rows rows, int[] assigned, int[] sizes, int label, int count, RandomSource drawn) {
        List<int[]> parts = new ArrayList<>();
        int least = fewRows == FewRows.SHRINK_NEIGHBORS ? 2 : neighbors + 1;
        int most = 0;
        for (int[] own : byCluster(rows.of(label), assigned)) {
            int size = own.length == 0 ? 0 : sizes[assigned[own[0]]];
            // in whole numbers: a share that is the same must count as the same
            boolean frequent = Double.isNaN(share) ? (long) own.length * rows.size() >= (long) rows.count(label) * size : own.length >= share * size;
            if (own.length > 0 && frequent) {
                most = Math.max(most, own.length);
                if (own.length >= least) {
                    parts.add(own);
                }
            }
        }
        if (parts.isEmpty()) {
            if (fewRows == FewRows.DUPLICATE) {
                return draft.with(Copies.of(label, rows.of(label), count, drawn));
            }
            throw new IllegalArgumentException(NAME + "[clusters=" + clusters + ", neighbors=" + neighbors + "]: class \""
                    + rows.classNames().get(label)
                    + "\" needs at least " + least + " rows in a cluster where it is frequent, got " + most
                    + ". Use fewer clusters or neighbors, a smaller share, or Smote.");
        }
        int[] counts = divided(count, weights(rows, parts));
        Draft more = draft;
        int from = 0;
        for (int p = 0; p < counts.length; p++) {
            if (counts[p] > 0) {
                int k = Math.min(neighbors, parts.get(p).length - 1);
                more = more.with(Partners.among(parts.get(p), parts.get(p), rows, label, k)
                        .between(from, counts[p], drawn, (first, second, weight) -> weight));
                from += counts[p];
            }
        }
        return more;
    }

    private int[][] byCluster(int[] own, int[] assigned) {
        int[] counts = new int[clusters];
        for (int row : own) {
            counts[assigned[row]]++;
        }
        int[][] parts = new int[clusters][];
        Arrays.setAll(parts, c -> new int[counts[c]]);
        Arrays.fill(counts, 0);
        for (int row : own) {
            parts[assigned[row]][counts[assigned[row]]++] = row;
        }
        return parts;
    }

    /**
     * By logarithms: a distance to the power of many columns is too large or small for a number. Rows that are all the same count as a cluster of a
     * tiny size.
     */
    private double[] weights(Rows rows, List<int[]> parts) {
        double power = Double.isNaN(exponent) ? rows.width() : exponent;
        double[] logs = new double[parts.size()];
        for (int p = 0; p < logs.length; p++) {
            logs[p] = power * 0.5 * Math.log(Math.max(Double.MIN_NORMAL, meanSquare(rows, parts.get(p)))) - Math.log(parts.get(p).length);
        }
        double largest = Arrays.stream(logs).max().orElse(0);
        return Arrays.stream(logs).map(log -> Math.exp(log - largest)).toArray();
    }

    /** The mean squared distance of two of the rows: twice the sum of variances with n − 1 in the denominator. */
    static double meanSquare(Rows rows, int[] own) {
        double sum = 0;
        for (int j = 0; j < rows.width(); j++) {
            double mean = 0;
            for (int row : own) {
                mean += rows.value(row, j) / own.length;
            }
            for (int row : own) {
                sum += (rows.value(row, j) - mean) * (rows.value(row, j) - mean);
            }
        }
        return 2 * sum / (own.length - 1);
    }

    /** Whole numbers in proportion to weights that add up to a count: first rounded down, then one more for those that lost most. */
    static int[] divided(int count, double[] weights) {
        double total = Arrays.stream(weights).sum();
        int[] parts = new int[weights.length];
        double[] lost = new double[weights.length];
        int left = count;
        for (int i = 0; i < parts.length; i++) {
            double exact = count * (weights[i] / total);
            parts[i] = Math.min(left, (int) exact);
            lost[i] = exact - parts[i];
            left -= parts[i];
        }
        int[] order = IntStream.range(0, parts.length).boxed().sorted(Comparator.comparingDouble(i -> -lost[i])).mapToInt(i -> i).toArray();
        for (int i = 0; left > 0; i = (i + 1) % order.length) {
            parts[order[i]]++;
            left--;
        }
        return parts;
    }
}
