package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.librate.core.Check;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;

/**
 * The levels of a column with how often each occurs: those that do occur, sorted by text, or as numbers if they are.
 *
 * @param missing how many rows have none
 */
record Counted(Levels levels, int[] counts, int missing) {

    static Counted of(String who, Column column) {
        int missing = column.missingCount();
        Map<String, Integer> found = column instanceof CategoryColumn category ? count(category) : count(column);
        List<String> sorted = new ArrayList<>(found.keySet());
        if (column.type() == ColumnType.NUMERIC) {
            sorted.sort(Comparator.comparingDouble(Double::parseDouble));
        } else {
            sorted.sort(Comparator.naturalOrder());
        }
        Check.require(column.size() > 0, who, "needs at least one row to learn from", 0);
        return new Counted(new Levels(column.name(), column.type(), sorted), sorted.stream().mapToInt(found::get).toArray(), missing);
    }

    private static Map<String, Integer> count(CategoryColumn category) {
        int[] counts = new int[category.levels().size()];
        for (int i = 0; i < category.size(); i++) {
            int code = category.code(i);
            if (code >= 0) {
                counts[code]++;
            }
        }
        Map<String, Integer> found = new HashMap<>();
        for (int code = 0; code < counts.length; code++) {
            if (counts[code] > 0) {
                found.put(category.levels().get(code), counts[code]);
            }
        }
        return found;
    }

    private static Map<String, Integer> count(Column column) {
        Map<String, Integer> found = new HashMap<>();
        for (int i = 0; i < column.size(); i++) {
            if (!column.isMissing(i)) {
                found.merge(column.text(i), 1, Integer::sum);
            }
        }
        return found;
    }

    /** The first of those that occur most often. */
    String mostFrequent() {
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return levels.levels().get(best);
    }
}
