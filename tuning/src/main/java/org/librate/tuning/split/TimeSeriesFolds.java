package org.librate.tuning.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.table.Column;
import org.librate.core.table.DateTimeColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * Tests on what comes after: each fold learns from the past and is tested on the stretch that follows. The rows are taken to be in order of time,
 * unless a column says when each was.
 *
 * <pre>{@code
 * TimeSeriesFolds.of(5).by("day").withGap(7)            // growing past, a week left out before each test
 * TimeSeriesFolds.of(5).withTrainSize(365)              // a past of constant length: rolling
 * }</pre>
 *
 * @param testSize how many rows each fold tests; 0 for rows / (folds + 1)
 * @param gap how many rows between the last that is learned from and the first that is tested are left out
 * @param trainSize the most rows that are learned from, the latest; 0 for all
 */
public record TimeSeriesFolds(int folds, int testSize, int gap, int trainSize, @Nullable String time) implements Splitter {

    private static final String NAME = "TimeSeriesFolds";

    public TimeSeriesFolds {
        Assigned.checkFolds(NAME, folds);
        Check.notNegative(NAME, "testSize", testSize);
        Check.notNegative(NAME, "gap", gap);
        Check.notNegative(NAME, "trainSize", trainSize);
    }

    public static TimeSeriesFolds of(int folds) {
        return new TimeSeriesFolds(folds, 0, 0, 0, null);
    }

    public TimeSeriesFolds withTestSize(int rows) {
        return new TimeSeriesFolds(folds, Check.positive(NAME, "testSize", rows), gap, trainSize, time);
    }

    public TimeSeriesFolds withGap(int rows) {
        return new TimeSeriesFolds(folds, testSize, rows, trainSize, time);
    }

    /** The past of constant length: rolling instead of expanding. */
    public TimeSeriesFolds withTrainSize(int rows) {
        return new TimeSeriesFolds(folds, testSize, gap, Check.positive(NAME, "trainSize", rows), time);
    }

    /** The column, of dates or numbers, by which rows are ordered; rows of one time keep their order. */
    public TimeSeriesFolds by(String column) {
        return new TimeSeriesFolds(folds, testSize, gap, trainSize, column);
    }

    @Override
    public List<Fold> folds(Table rows) {
        int n = rows.rows();
        int size = testSize == 0 ? n / (folds + 1) : testSize;
        long first = n - (long) folds * size;
        Check.require(size > 0 && first - gap > 0, toString(), "needs rows to learn from before the first test part", n + " rows, " + folds
                + " test parts of " + size + ", gap " + gap,
                "Use fewer folds, smaller tests or a smaller gap.");
        int[] order = order(rows);
        List<Fold> all = new ArrayList<>();
        for (int f = 0; f < folds; f++) {
            int start = (int) first + f * size;
            int end = start - gap;
            int from = trainSize == 0 ? 0 : Math.max(0, end - trainSize);
            all.add(new Fold(sorted(order, from, end), sorted(order, start, start + size)));
        }
        return List.copyOf(all);
    }

    private static int[] sorted(int[] order, int from, int to) {
        int[] rows = Arrays.copyOfRange(order, from, to);
        Arrays.sort(rows);
        return rows;
    }

    private int[] order(Table rows) {
        if (time == null) {
            return Assigned.where(rows.rows(), any -> true);
        }
        Column column = rows.column(time);
        boolean ordered = column instanceof NumericColumn || column instanceof DateTimeColumn;
        Check.require(ordered, toString(), "the column of times must be NUMERIC or DATE_TIME", column.type() + " \"" + time + "\"");
        Check.require(column.missingCount() == 0, toString(), "the time must be known in every row",
                column.missingCount() + " missing in \"" + time + "\"");
        Integer[] order = new Integer[rows.rows()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, column instanceof NumericColumn numbers ? Comparator.comparing(numbers::get)
                : Comparator.comparing(((DateTimeColumn) column)::millis));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    @Override
    public String toString() {
        return NAME + "[folds=" + folds + (testSize > 0 ? ", testSize=" + testSize : "") + (gap > 0 ? ", gap=" + gap : "")
                + (trainSize > 0 ? ", trainSize=" + trainSize : "")
                + (time != null ? ", by=" + time : "") + "]";
    }
}
