package org.librate.tuning.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.Table;

/**
 * The same folds with a share of their training rows: smaller shares are parts of larger ones, every share has the classes in about their own, and
 * the test rows stay as they are. What is learned from a tenth and from all rows can so be compared.
 *
 * <pre>{@code
 * NestedShares shares = NestedShares.of(StratifiedKFold.of(5).folds(table), table, RandomSource.of(1));
 * List<Fold> small = shares.folds(0.1);
 * }</pre>
 */
public final class NestedShares {

    private final List<Fold> folds;
    private final List<int[]> orders = new ArrayList<>(); // of each fold's training rows: a share of them are the first ones

    private NestedShares(List<Fold> folds) {
        this.folds = List.copyOf(folds);
    }

    /** Which rows come first is drawn for each fold. */
    public static NestedShares of(List<Fold> folds, Table rows, RandomSource random) {
        NestedShares shares = new NestedShares(folds);
        for (int i = 0; i < folds.size(); i++) {
            shares.orders.add(order(folds.get(i).train(), rows, random.at(i)));
        }
        return shares;
    }

    /** Shuffled; and if there are classes, so that they take turns by their shares: the k-th of m rows of a class stands near k/m of the way. */
    private static int[] order(int[] train, Table rows, RandomStream random) {
        int[] shuffled = Arrays.stream(random.permutation(train.length)).map(i -> train[i]).toArray();
        if (!rows.hasClasses()) {
            return shuffled;
        }
        int[] labels = rows.labels();
        int classes = Arrays.stream(labels).max().orElse(0) + 1;
        double[] counts = new double[classes];
        Arrays.stream(train).forEach(row -> counts[labels[row]]++);
        double[] seen = new double[classes];
        double[] place = new double[shuffled.length];
        for (int i = 0; i < shuffled.length; i++) {
            int label = labels[shuffled[i]];
            place[i] = seen[label] == 0 ? 0 : (seen[label] + 0.5) / counts[label]; // a row of each class comes before all others
            seen[label]++;
        }
        return IntStream.range(0, shuffled.length).boxed().sorted(Comparator.comparingDouble(i -> place[i])).mapToInt(i -> shuffled[i]).toArray();
    }

    /** How many training rows a fold has with this share. */
    public int size(int fold, double share) {
        Check.require(share > 0 && share <= 1, "NestedShares", "a share must be in (0, 1]", share);
        return (int) Math.max(1, Math.round(share * orders.get(fold).length));
    }

    /** The folds with this share of their training rows. */
    public List<Fold> folds(double share) {
        List<Fold> smaller = new ArrayList<>();
        for (int i = 0; i < folds.size(); i++) {
            int[] first = Arrays.copyOf(orders.get(i), size(i, share));
            Arrays.sort(first);
            smaller.add(new Fold(first, folds.get(i).test()));
        }
        return List.copyOf(smaller);
    }

    /** As in {@code NestedShares[5 folds]}. */
    @Override
    public String toString() {
        return "NestedShares[" + folds.size() + " folds]";
    }
}
