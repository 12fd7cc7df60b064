package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.DateTimeColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * The last training rows of each group, as later rows' past.
 *
 * @param order the column of times, of numbers or dates
 * @param group the column of groups; "" if all rows are one
 * @param columns whose past is looked at
 * @param groups of each row
 * @param times of each row; of dates, in milliseconds
 * @param values row by row
 */
public record History(String order, String group, List<String> columns, List<String> groups, double[] times, double[] values) {

    public History {
        columns = List.copyOf(columns);
        groups = List.copyOf(groups);
        times = times.clone();
        values = values.clone();
        Fits.length("History", "groups", groups.size(), times.length);
        Fits.length("History", "values", values.length, times.length * columns.size());
    }

    /** Rows in order, each after those of its group that come before it. */
    static final class Sorted {

        /** The rows, and behind their numbers those of the history, by group and time. */
        final int[] order;
        /** For each place of the order, where its group begins. */
        final int[] begin;
        /** For each column, the values of the rows and then of the history. */
        final double[][] values;

        private Sorted(int[] order, int[] begin, double[][] values) {
            this.order = order;
            this.begin = begin;
            this.values = values;
        }
    }

    static History none(String order, String group, List<String> columns) {
        return new History(order, group, columns, List.of(), new double[0], new double[0]);
    }

    /** What the step needs to find. */
    List<String> needs() {
        List<String> needs = new ArrayList<>(columns);
        needs.add(order);
        if (!group.isEmpty()) {
            needs.add(group);
        }
        return needs;
    }

    /** With the last rows of each group, as many as are looked back at. */
    History after(String who, Table train, int depth) {
        Edit edit = new Edit(who, train, needs());
        Sorted sorted = sort(who, edit, train);
        double[] time = times(who, edit);
        List<String> group = groups(edit, train.rows());
        List<Integer> last = new ArrayList<>();
        int n = sorted.order.length;
        for (int place = 0; place < n; place++) {
            boolean near = place + depth >= n || sorted.begin[place + depth] != sorted.begin[place];
            if (near) {
                last.add(sorted.order[place]);
            }
        }
        double[] kept = new double[last.size() * columns.size()];
        for (int k = 0; k < kept.length; k++) {
            kept[k] = sorted.values[k % columns.size()][last.get(k / columns.size())];
        }
        return new History(order, this.group, columns, last.stream().map(group::get).toList(), last.stream().mapToDouble(i -> time[i]).toArray(),
                kept);
    }

    /** Rows and history by group and time. A row of the history that is among the rows is left out; no time may be there twice in a group. */
    Sorted sort(String who, Edit edit, Table rows) {
        int n = rows.rows();
        double[] time = Arrays.copyOf(times(who, edit), n + times.length);
        System.arraycopy(times, 0, time, n, times.length);
        List<String> names = new ArrayList<>(groups(edit, n));
        names.addAll(groups);
        Map<String, Integer> known = new HashMap<>();
        int[] group = names.stream().mapToInt(name -> number(known, name)).toArray();
        double[][] all = new double[columns.size()][];
        for (int c = 0; c < all.length; c++) {
            all[c] = Arrays.copyOf(edit.numeric(columns.get(c)).toArray(), time.length);
            for (int h = 0; h < times.length; h++) {
                all[c][n + h] = values[h * all.length + c];
            }
        }
        Comparator<Integer> byGroupAndTime = Comparator.<Integer>comparingInt(i -> group[i]).thenComparingDouble(i -> time[i]);
        int[] sorted = IntStream.range(0, time.length).boxed().sorted(byGroupAndTime).mapToInt(Integer::intValue).toArray(); // stable: rows first
        int[] begin = new int[sorted.length];
        int count = 0;
        for (int i : sorted) {
            boolean same = count > 0 && group[sorted[count - 1]] == group[i];
            if (same && time[sorted[count - 1]] == time[i]) {
                if (i < n) {
                    Check.require(false, who, "needs every \"" + order + "\" once" + (this.group.isEmpty() ? "" : " in each \"" + this.group + "\""),
                            rows.column(order).text(i) + " again in row " + i, "Name what tells them apart with by(name).");
                }
                continue;
            }
            sorted[count] = i;
            begin[count] = same ? begin[count - 1] : count;
            count++;
        }
        return new Sorted(Arrays.copyOf(sorted, count), Arrays.copyOf(begin, count), all);
    }

    private static int number(Map<String, Integer> known, String name) {
        Integer number = known.putIfAbsent(name, known.size());
        return number == null ? known.size() - 1 : number;
    }

    private List<String> groups(Edit edit, int n) {
        if (group.isEmpty()) {
            return Collections.nCopies(n, "");
        }
        Column column = edit.column(group);
        return IntStream.range(0, n).mapToObj(column::text).toList();
    }

    private double[] times(String who, Edit edit) {
        Column column = edit.column(order);
        Check.require(column.type() == ColumnType.NUMERIC || column.type() == ColumnType.DATE_TIME, who,
                "\"" + order + "\" must be NUMERIC or DATE_TIME to order by",
                column.type());
        double[] times = new double[column.size()];
        for (int i = 0; i < times.length; i++) {
            if (column.isMissing(i)) {
                Check.require(false, who, "needs to know \"" + order + "\" of every row", "a missing one in row " + i, "Leave these rows out.");
            }
            times[i] = column instanceof NumericColumn numbers ? numbers.get(i) : ((DateTimeColumn) column).millis(i);
        }
        return times;
    }
}
