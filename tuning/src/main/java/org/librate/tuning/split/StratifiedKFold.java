package org.librate.tuning.split;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * {@link KFold} in which every part has the same share of each class, to one row; the parts' sizes differ by one row at most. With {@link #withBins}
 * also for numbers as targets: rows are classed by quantiles.
 *
 * <pre>{@code
 * StratifiedKFold.of(5).withSeed(42)
 * }</pre>
 */
public record StratifiedKFold(int folds, int bins, boolean shuffled, long seed) implements Splitter {

    public StratifiedKFold {
        Assigned.checkFolds("StratifiedKFold", folds);
        Check.notNegative("StratifiedKFold", "bins", bins);
    }

    public static StratifiedKFold of(int folds) {
        return new StratifiedKFold(folds, 0, true, 0);
    }

    public StratifiedKFold withSeed(long seed) {
        return new StratifiedKFold(folds, bins, true, seed);
    }

    /** For a target of numbers: so many classes, by quantiles. */
    public StratifiedKFold withBins(int bins) {
        return new StratifiedKFold(folds, Check.positive("StratifiedKFold", "bins", bins), shuffled, seed);
    }

    /** Within each class, rows are dealt in their order. */
    public StratifiedKFold inOrder() {
        return new StratifiedKFold(folds, bins, false, 0);
    }

    @Override
    public List<Fold> folds(Table rows) {
        Assigned.checkRows(this, rows.rows(), folds);
        return Assigned.folds(testFolds(classes(rows), rows), folds);
    }

    private int[] classes(Table rows) {
        if (rows.hasClasses()) {
            return rows.labels();
        }
        Check.require(bins > 0, toString(), "needs a target of classes, or withBins for one of numbers", rows);
        NumericColumn target = rows.numeric(rows.target()
                .orElseThrow(() -> new IllegalArgumentException(this + ": needs a target. Use withTarget(name).")).name());
        return quantiles(target.toArray());
    }

    /** Which of the quantiles a value lies in, by its rank; rows of one value may be parted. */
    private int[] quantiles(double[] values) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
        int[] bin = new int[values.length];
        for (int rank = 0; rank < order.length; rank++) {
            bin[order[rank]] = (int) ((long) rank * bins / order.length);
        }
        return bin;
    }

    private int[] testFolds(int[] classes, Table rows) {
        int count = Arrays.stream(classes).max().orElse(-1) + 1;
        int[] sizes = new int[count];
        for (int c : classes) {
            sizes[c]++;
        }
        for (int c = 0; c < count; c++) {
            if (sizes[c] > 0 && sizes[c] < folds) {
                String name = rows.hasClasses() ? "\"" + rows.classNames().get(c) + "\"" : "of quantile " + c;
                throw new IllegalArgumentException(this + ": class " + name + " has " + sizes[c] + " rows, and needs one for each of the " + folds
                        + " folds. Use at most " + Math.max(2, sizes[c]) + " folds, merge rare classes, or KFold.");
            }
        }
        int[] places = first(classes, count);
        int[][] shares = shares(sizes, places);
        int[] testFold = new int[classes.length];
        for (int c = 0; c < count; c++) {
            int wanted = c;
            deal(Assigned.where(classes.length, row -> classes[row] == wanted), shares[c], testFold, c);
        }
        return testFold;
    }

    /** The classes in the order of their first rows. */
    private static int[] first(int[] classes, int count) {
        return Arrays.stream(classes).distinct().filter(c -> c < count).toArray();
    }

    /**
     * How many rows of each class each fold tests. All rows are laid out class after class and dealt like cards: fold f gets positions f, f + k, f +
     * 2k, ..: so that the remainders of the classes are spread over the folds instead of all falling to the first.
     */
    private int[][] shares(int[] sizes, int[] order) {
        int[][] shares = new int[sizes.length][folds];
        int position = 0;
        for (int c : order) {
            for (int i = 0; i < sizes[c]; i++) {
                shares[c][position++ % folds]++;
            }
        }
        return shares;
    }

    private void deal(int[] rows, int[] share, int[] testFold, int part) {
        int[] cards = new int[rows.length];
        for (int f = 0, at = 0; f < folds; f++) {
            for (int i = 0; i < share[f]; i++) {
                cards[at++] = f;
            }
        }
        int[] order = shuffled ? Assigned.stream(seed, part).permutation(rows.length) : Assigned.where(rows.length, row -> true);
        for (int i = 0; i < rows.length; i++) {
            testFold[rows[i]] = cards[order[i]];
        }
    }

    @Override
    public String toString() {
        return "StratifiedKFold[folds=" + folds + (bins > 0 ? ", bins=" + bins : "") + (shuffled ? ", seed=" + seed : ", in order") + "]";
    }
}
