package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * Puts in the place of a level its share of the training rows, or their number. An unseen level is 0; what is missing stays missing and does not
 * count.
 *
 * @param columns which; all categories unless changed
 * @param counts whether it is the number of rows
 */
public record FrequencyEncoder(Columns columns, boolean counts) implements ColumnStep<FrequencyEncoder> {

    private static final String NAME = "FrequencyEncoder";

    public static FrequencyEncoder create() {
        return new FrequencyEncoder(Columns.ofType(ColumnType.CATEGORY), false);
    }

    @Override
    public FrequencyEncoder on(Columns columns) {
        return new FrequencyEncoder(columns, counts);
    }

    public FrequencyEncoder withCounts(boolean counts) {
        return new FrequencyEncoder(columns, counts);
    }

    @Override
    public FittedTransformer fit(Table train) {
        List<Frequencies> learned = new ArrayList<>();
        for (String name : columns.toLearn(NAME, train, Levels.TYPES)) {
            Counted counted = Counted.of(NAME, train.column(name));
            double[] values = new double[counted.counts().length];
            for (int i = 0; i < values.length; i++) {
                values[i] = counts ? counted.counts()[i] : (double) counted.counts()[i] / (train.rows() - counted.missing());
            }
            learned.add(new Frequencies(counted.levels(), values));
        }
        return new Fitted(learned);
    }

    /** How frequent each level is. */
    public record Frequencies(Levels levels, double[] values) {

        public Frequencies {
            values = values.clone();
            Fits.length("FittedFrequencyEncoder", "values", values.length, levels.levels().size());
        }

        @Override
        public String toString() {
            return levels.toString();
        }
    }

    /** The levels of each column. */
    public record Fitted(List<Frequencies> columns) implements FittedTransformer {

        public Fitted {
            columns = List.copyOf(columns);
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, columns.stream().map(each -> each.levels.column()).toList());
            for (Frequencies each : columns) {
                Column column = edit.column(each.levels.column(), each.levels.type());
                int[] codes = each.levels.codes(column);
                double[] values = new double[codes.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = codes[i] >= 0 ? each.values[codes[i]] : codes[i] == Levels.MISSING ? Double.NaN : 0;
                }
                edit.replace(column.name(), NumericColumn.wrap(column.name(), values));
            }
            return edit.done();
        }

        @Override
        public String toString() {
            return "FittedFrequencyEncoder" + columns;
        }
    }
}
