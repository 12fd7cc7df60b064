package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.TextColumn;

/**
 * Fills what is missing with one value for each column. A column of which no training row knows a value is refused, unless the value is given.
 *
 * <pre>{@code
 * Pipeline.start(Impute.median().withIndicators(true)).then(Impute.mode().on(Columns.ofType(ColumnType.CATEGORY)))
 * }</pre>
 *
 * @param columns which; those of the types the rule can fill unless changed
 * @param number what {@link Rule#NUMBER} fills in
 * @param text what {@link Rule#TEXT} fills in
 * @param indicators whether a column "x_missing" of yes and no is added for each column x with missing training values
 * @see NeighborImpute
 */
public record Impute(Columns columns, Rule rule, double number, String text, boolean indicators) implements ColumnStep<Impute> {

    private static final String NAME = "Impute";

    /** What is filled in. */
    public enum Rule { MEAN, MEDIAN, MODE, NUMBER, TEXT }

    /** The mean of columns of numbers. */
    public static Impute mean() {
        return new Impute(Numeric.COLUMNS, Rule.MEAN, 0, "", false);
    }

    /** The median of columns of numbers. */
    public static Impute median() {
        return new Impute(Numeric.COLUMNS, Rule.MEDIAN, 0, "", false);
    }

    /** The most frequent value of columns of numbers, categories, or yes and no; the smallest or first by name of several. */
    public static Impute mode() {
        return new Impute(Columns.ofType(ColumnType.NUMERIC, ColumnType.CATEGORY, ColumnType.BOOLEAN), Rule.MODE, 0, "", false);
    }

    /** A number. */
    public static Impute constant(double value) {
        Check.require(Double.isFinite(value), NAME, "the value must be finite", value);
        return new Impute(Numeric.COLUMNS, Rule.NUMBER, value, "", false);
    }

    /** A level, which becomes one if it is not yet, in columns of categories; or a text. */
    public static Impute constant(String value) {
        return new Impute(Columns.ofType(ColumnType.CATEGORY, ColumnType.TEXT), Rule.TEXT, 0, value, false);
    }

    /** From the k rows that are nearest in the other columns. */
    public static NeighborImpute nearestNeighbors(int k) {
        return new NeighborImpute(Numeric.COLUMNS, k, false, false);
    }

    @Override
    public Impute on(Columns columns) {
        return new Impute(columns, rule, number, text, indicators);
    }

    public Impute withIndicators(boolean indicators) {
        return new Impute(columns, rule, number, text, indicators);
    }

    private ColumnType[] types() {
        return switch (rule) {
            case MEAN, MEDIAN, NUMBER -> new ColumnType[] {ColumnType.NUMERIC};
            case MODE -> new ColumnType[] {ColumnType.NUMERIC, ColumnType.CATEGORY, ColumnType.BOOLEAN};
            case TEXT -> new ColumnType[] {ColumnType.CATEGORY, ColumnType.TEXT};
        };
    }

    @Override
    public FittedTransformer fit(Table train) {
        List<Fill> fills = new ArrayList<>();
        for (String name : columns.toLearn(NAME, train, types())) {
            Column column = train.column(name);
            boolean indicator = indicators && column.missingCount() > 0;
            if (rule == Rule.NUMBER || rule == Rule.TEXT) {
                fills.add(new Fill(name, column.type(), number, text, indicator));
                continue;
            }
            Check.require(column.missingCount() < column.size(), NAME, "needs a known value of \"" + name + "\" to learn from", "only missing ones",
                    "Leave the column out, or use Impute.constant(value).");
            if (column instanceof NumericColumn numbers) {
                fills.add(new Fill(name, ColumnType.NUMERIC, learn(Stats.sorted(NAME, numbers)), "", indicator));
            } else {
                fills.add(new Fill(name, column.type(), 0, Counted.of(NAME, column).mostFrequent(), indicator));
            }
        }
        return new Fitted(fills);
    }

    private double learn(double[] sorted) {
        return switch (rule) {
            case MEAN -> Stats.mean(sorted);
            case MEDIAN -> Stats.quantile(sorted, 0.5);
            default -> mostFrequent(sorted);
        };
    }

    private static double mostFrequent(double[] sorted) {
        double best = sorted[0];
        int most = 0;
        int from = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[from]) {
                if (i - from > most) {
                    most = i - from;
                    best = sorted[from];
                }
                from = i;
            }
        }
        return best;
    }

    /** What is filled into a column: the number if it is of numbers, else the text. */
    public record Fill(String column, ColumnType type, double number, String text, boolean indicator) {
    }

    /** What is filled into each column. */
    public record Fitted(List<Fill> fills) implements FittedTransformer {

        public Fitted {
            fills = List.copyOf(fills);
        }

        private List<String> columns() {
            return fills.stream().map(Fill::column).toList();
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, columns());
            for (Fill fill : fills) {
                Column column = edit.column(fill.column, fill.type);
                if (fill.indicator) {
                    edit.add(Missing.indicator(column));
                }
                edit.replace(fill.column, filled(column, fill));
            }
            return edit.done();
        }

        private static Column filled(Column column, Fill fill) {
            if (column instanceof NumericColumn numbers) {
                double[] values = numbers.toArray();
                for (int i = 0; i < values.length; i++) {
                    values[i] = Double.isNaN(values[i]) ? fill.number : values[i];
                }
                return NumericColumn.wrap(fill.column, values);
            }
            if (column instanceof CategoryColumn category) {
                return filled(category, fill.text);
            }
            if (column.missingCount() == 0) {
                return column;
            }
            int n = column.size();
            if (column instanceof BooleanColumn yes) {
                boolean[] values = new boolean[n];
                for (int i = 0; i < n; i++) {
                    values[i] = yes.isMissing(i) ? fill.text.equals("true") : yes.isTrue(i);
                }
                return BooleanColumn.of(fill.column, values);
            }
            String[] texts = new String[n];
            for (int i = 0; i < n; i++) {
                texts[i] = column.isMissing(i) ? fill.text : column.text(i);
            }
            return TextColumn.of(fill.column, texts);
        }

        private static Column filled(CategoryColumn category, String level) {
            List<String> levels = new ArrayList<>(category.levels());
            int code = levels.indexOf(level);
            if (code < 0) { // also if nothing is missing here: the levels must not depend on the rows
                code = levels.size();
                levels.add(level);
            }
            int[] codes = category.toCodes();
            for (int i = 0; i < codes.length; i++) {
                codes[i] = codes[i] == CategoryColumn.MISSING ? code : codes[i];
            }
            return CategoryColumn.ofCodes(category.name(), levels, codes);
        }

        @Override
        public String toString() {
            return "FittedImpute" + columns();
        }
    }
}
