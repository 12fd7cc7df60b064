package org.librate.tuning.split;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.librate.core.random.RandomStream;
import org.librate.core.table.Table;

/**
 * K parts in which no group is torn apart, and each class has about the same share. Groups of the most uneven classes are dealt first, each to the
 * part where the classes' shares then vary least over the parts. How even it gets depends on the groups.
 */
public record StratifiedGroupKFold(int folds, boolean shuffled, long seed) implements Splitter {

    public StratifiedGroupKFold {
        Assigned.checkFolds("StratifiedGroupKFold", folds);
    }

    public static StratifiedGroupKFold of(int folds) {
        return new StratifiedGroupKFold(folds, false, 0);
    }

    /** Groups that are alike are dealt at random. */
    public StratifiedGroupKFold withSeed(long seed) {
        return new StratifiedGroupKFold(folds, true, seed);
    }

    @Override
    public List<Fold> folds(Table rows) {
        Groups groups = Groups.of(this, rows);
        groups.checkCount(this, folds);
        int[] labels = rows.labels();
        int classes = rows.classNames().size();
        double[][] inGroup = new double[groups.count()][classes];
        double[] total = new double[classes];
        for (int i = 0; i < labels.length; i++) {
            inGroup[groups.of()[i]][labels[i]]++;
            total[labels[i]]++;
        }
        int[] foldOf = new int[groups.count()];
        double[][] inFold = new double[folds][classes];
        for (int group : order(inGroup)) {
            foldOf[group] = best(inFold, inGroup[group], total);
            add(inFold[foldOf[group]], inGroup[group], 1);
        }
        int[] testFold = new int[labels.length];
        Arrays.setAll(testFold, row -> foldOf[groups.of()[row]]);
        return Assigned.folds(testFold, folds);
    }

    /** Groups with the most uneven classes first. */
    private int[] order(double[][] inGroup) {
        RandomStream random = Assigned.stream(seed, 0);
        int[] shuffledOrder = shuffled ? random.permutation(inGroup.length) : Assigned.where(inGroup.length, any -> true);
        return Arrays.stream(shuffledOrder).boxed().sorted(Comparator.comparing(group -> -deviation(inGroup[group]))).mapToInt(Integer::intValue)
                .toArray();
    }

    private static int best(double[][] inFold, double[] group, double[] total) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        double fewest = Double.POSITIVE_INFINITY;
        for (int f = 0; f < inFold.length; f++) {
            add(inFold[f], group, 1);
            double unevenness = unevenness(inFold, total);
            double rows = Arrays.stream(inFold[f]).sum();
            add(inFold[f], group, -1);
            if (unevenness < least - 1e-12 || Math.abs(unevenness - least) <= 1e-12 && rows < fewest) {
                best = f;
                least = unevenness;
                fewest = rows;
            }
        }
        return best;
    }

    /** The mean over classes of how the folds' shares of that class vary. */
    private static double unevenness(double[][] inFold, double[] total) {
        double sum = 0;
        for (int c = 0; c < total.length; c++) {
            double[] shares = new double[inFold.length];
            for (int f = 0; f < shares.length; f++) {
                shares[f] = total[c] == 0 ? 0 : inFold[f][c] / total[c];
            }
            sum += deviation(shares);
        }
        return sum / total.length;
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
    }

    private static void add(double[] counts, double[] more, double sign) {
        for (int c = 0; c < counts.length; c++) {
            counts[c] += sign * more[c];
        }
    }

    @Override
    public String toString() {
        return "StratifiedGroupKFold[folds=" + folds + (shuffled ? ", seed=" + seed : "") + "]";
    }
}
