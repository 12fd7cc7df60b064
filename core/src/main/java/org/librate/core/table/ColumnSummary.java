package org.librate.core.table;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a column holds.
 *
 * @param missing how many rows have no value
 * @param distinct how many different values there are; −1 for vectors
 * @param mean of numbers; NaN, like all that follow, for other types and where every value is missing
 * @param deviation the standard deviation of numbers, with n − 1; NaN for fewer than two
 * @param quartile1 what a quarter of the numbers is below, between neighbours by their distance, as NumPy and pandas have it
 * @param median what half of the numbers are below
 * @param quartile3 what three quarters of the numbers are below
 * @param first the earliest date and time; empty for other types
 * @param last the latest date and time; empty for other types
 * @param top the most frequent values of categories, yes and no and texts, with how many rows have them
 */
public record ColumnSummary(String name, ColumnType type, int missing, int distinct, double mean, double deviation, double min, double quartile1,
        double median, double quartile3, double max, String first, String last, Map<String, Integer> top) {

    private static final int MOST_TOP = 5;

    public ColumnSummary {
        top = Collections.unmodifiableMap(new LinkedHashMap<>(top)); // in their order
    }

    static ColumnSummary of(Column column) {
        if (column instanceof NumericColumn numbers) {
            return of(numbers);
        }
        if (column instanceof DateTimeColumn times) {
            return of(times);
        }
        return column instanceof VectorColumn ? of(column, -1, "", "", Map.of()) : ofWords(column);
    }

    private static ColumnSummary of(Column column, int distinct, String first, String last, Map<String, Integer> top) {
        double none = Double.NaN;
        return new ColumnSummary(column.name(), column.type(), column.missingCount(), distinct, none, none, none, none, none, none, none, first, last,
                top);
    }

    private static ColumnSummary ofWords(Column column) {
        Map<String, Integer> counts = Reshape.counts(column);
        counts.values().removeIf(count -> count == 0); // levels that no row has
        Map<String, Integer> top = new LinkedHashMap<>();
        counts.entrySet().stream().limit(MOST_TOP).forEach(entry -> top.put(entry.getKey(), entry.getValue()));
        // if all are different, none is frequent
        boolean told = column.type() != ColumnType.TEXT || counts.size() < column.size() - column.missingCount();
        return of(column, counts.size(), "", "", told ? top : Map.of());
    }

    private static ColumnSummary of(DateTimeColumn column) {
        long[] sorted = IntStream.range(0, column.size()).filter(row -> !column.isMissing(row)).mapToLong(column::millis).sorted().toArray();
        if (sorted.length == 0) {
            return of(column, 0, "", "", Map.of());
        }
        DateTimeColumn ends = DateTimeColumn.ofMillis(column.name(), sorted[0], sorted[sorted.length - 1]);
        return of(column, (int) Arrays.stream(sorted).distinct().count(), ends.text(0), ends.text(1), Map.of());
    }

    private static ColumnSummary of(NumericColumn column) {
        double[] sorted = Arrays.stream(column.values()).filter(value -> !Double.isNaN(value)).toArray();
        int n = sorted.length;
        if (n == 0) {
            return of(column, 0, "", "", Map.of());
        }
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) { // Welford's way: no difference of large sums
            double off = sorted[i] - mean;
            mean += off / (i + 1);
            squares += off * (sorted[i] - mean);
        }
        Arrays.sort(sorted);
        int distinct = 1;
        for (int i = 1; i < n; i++) {
            distinct += sorted[i] == sorted[i - 1] ? 0 : 1;
        }
        return new ColumnSummary(column.name(), column.type(), column.size() - n, distinct, mean, n < 2 ? Double.NaN : Math.sqrt(squares / (n - 1)),
                sorted[0], quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75), sorted[n - 1], "", "", Map.of());
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        double low = sorted[below];
        double high = sorted[Math.min(below + 1, sorted.length - 1)];
        return low == high || at == below ? low : low + (at - below) * (high - low);
    }
}
