package org.librate.imbalance.under;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.neighbor.NeighborTable;
import org.librate.core.neighbor.Neighbors;
import org.librate.imbalance.Rows;

/** What samplers that only keep rows have in common. */
final class Kept {

    private Kept() {
    }

    static int[] where(boolean[] kept) {
        return IntStream.range(0, kept.length).filter(row -> kept[row]).toArray();
    }

    /** The rows of all the classes for which it is true. */
    static int[] ofClasses(Rows rows, boolean[] classes) {
        return IntStream.range(0, rows.size()).filter(row -> classes[rows.label(row)]).toArray();
    }

    static int[] counts(Rows rows, int[] kept) {
        int[] counts = new int[rows.classes()];
        for (int row : kept) {
            counts[rows.label(row)]++;
        }
        return counts;
    }

    /** The first class that has rows and keeps none; −1 if there is none. */
    static int emptied(Rows rows, int[] kept) {
        int[] counts = counts(rows, kept);
        return IntStream.range(0, counts.length).filter(c -> counts[c] == 0 && rows.count(c) > 0).findFirst().orElse(-1);
    }

    /** The same rows, if every class keeps at least one. */
    static int[] checked(String who, Rows rows, int[] kept) {
        int lost = emptied(rows, kept);
        if (lost >= 0) {
            throw new IllegalArgumentException(who + ": every class must keep a row, got none of the " + rows.count(lost) + " of \""
                    + rows.classNames().get(lost) + "\". Leave that class alone, as by to(Balance.notMinority()), or remove less.");
        }
        return kept;
    }

    /** The k nearest of some rows among all the others. */
    static Neighbors nearestOthers(String who, Rows rows, int[] some, int k) {
        Check.require(rows.size() > k, who, "needs more rows than the " + k + " neighbors it looks at", rows.size(),
                "Use withNeighbors(..) with fewer.");
        return table(rows).nearestOthers(some, k);
    }

    /** All rows, to find neighbours among. */
    static NeighborTable table(Rows rows) {
        return rows.categories() == 0 ? NeighborTable.wrap(rows.values(), rows.width()) : mixed(rows);
    }

    /** Numbers and categories, where another category is as far as the median of the deviations of the numbers. */
    private static NeighborTable mixed(Rows rows) {
        double[] deviations = IntStream.range(0, rows.width()).mapToDouble(j -> deviation(rows, j)).sorted().toArray();
        int half = deviations.length / 2;
        double median = deviations.length == 0 ? 1 : deviations.length % 2 == 1 ? deviations[half] : (deviations[half - 1] + deviations[half]) / 2;
        double[] penalties = new double[rows.categories()];
        Arrays.fill(penalties, median * median);
        return NeighborTable.mixed(rows.values(), rows.width(), rows.codes(IntStream.range(0, rows.size()).toArray()), penalties);
    }

    private static double deviation(Rows rows, int j) {
        double mean = 0;
        for (int row = 0; row < rows.size(); row++) {
            mean += rows.value(row, j) / rows.size();
        }
        double sum = 0;
        for (int row = 0; row < rows.size(); row++) {
            sum += (rows.value(row, j) - mean) * (rows.value(row, j) - mean);
        }
        return Math.sqrt(sum / rows.size());
    }

    /** The k nearest of {@code others} for each of {@code some}; the answer's numbers count within {@code others}. */
    static Neighbors nearest(Rows rows, int[] some, int[] others, int k) {
        return NeighborTable.wrap(rows.values(others), rows.width()).nearest(rows.values(some), k);
    }

    /** The k farthest of {@code others} from each of {@code some}; the answer's numbers count within {@code others}. */
    static Neighbors farthest(Rows rows, int[] some, int[] others, int k) {
        return NeighborTable.wrap(rows.values(others), rows.width()).farthest(rows.values(some), k);
    }

    /** So many rows with the smallest scores, ascending by number; of rows with the same score those with smaller numbers. */
    static int[] smallest(int[] rows, double[] scores, int count) {
        return IntStream.range(0, rows.length).boxed().sorted(Comparator.comparingDouble((Integer i) -> scores[i]).thenComparingInt(i -> rows[i]))
                .limit(count).mapToInt(i -> rows[i]).sorted().toArray();
    }

    /** Rows of several classes in their order. */
    static int[] sorted(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).sorted().toArray();
    }
}
