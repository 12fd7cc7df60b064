package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * Numbers the levels of a category 0, 1, 2, …: in the given order, or else sorted by name. What is missing stays so, unless it is to be a level of
 * its own, which is numbered last; an unseen level becomes missing, or the number after all others.
 *
 * <pre>{@code
 * Ordinal.create().withOrder("size", "small", "medium", "large")
 * }</pre>
 *
 * @param columns which; all categories unless changed
 * @param orders the levels, in order, of columns for which they are given
 */
public record Ordinal(Columns columns, Map<String, List<String>> orders, Unseen unseen, Missing missing) implements ColumnStep<Ordinal> {

    private static final String NAME = "Ordinal";

    public Ordinal {
        orders = Map.copyOf(orders);
    }

    public static Ordinal create() {
        return new Ordinal(Columns.ofType(ColumnType.CATEGORY), Map.of(), Unseen.NONE, Missing.NONE);
    }

    @Override
    public Ordinal on(Columns columns) {
        return new Ordinal(columns, orders, unseen, missing);
    }

    /** The levels of a column from low to high. A training row with another one is refused. */
    public Ordinal withOrder(String column, String... levels) {
        Map<String, List<String>> more = new LinkedHashMap<>(orders);
        more.put(column, List.of(levels));
        return new Ordinal(columns, more, unseen, missing);
    }

    public Ordinal withUnseen(Unseen unseen) {
        return new Ordinal(columns, orders, unseen, missing);
    }

    public Ordinal withMissing(Missing missing) {
        return new Ordinal(columns, orders, unseen, missing);
    }

    @Override
    public FittedTransformer fit(Table train) {
        List<Levels> learned = new ArrayList<>();
        for (String name : columns.toLearn(NAME, train, Levels.TYPES)) {
            Counted counted = Counted.of(NAME, train.column(name));
            Check.require(missing != Missing.ERROR || counted.missing() == 0, NAME, "\"" + name + "\" must not be missing",
                    counted.missing() + " missing", "Impute before.");
            List<String> order = orders.getOrDefault(name, counted.levels().levels());
            for (String level : counted.levels().levels()) {
                Check.require(order.contains(level), NAME, "every level of \"" + name + "\" must be one of " + order, "\"" + level + "\"");
            }
            learned.add(new Levels(name, counted.levels().type(), order));
        }
        return new Fitted(learned, unseen, missing);
    }

    /** The levels of each column in order. */
    public record Fitted(List<Levels> columns, Unseen unseen, Missing missing) implements FittedTransformer {

        public Fitted {
            columns = List.copyOf(columns);
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, columns.stream().map(Levels::column).toList());
            for (Levels levels : columns) {
                Column column = edit.column(levels.column(), levels.type());
                int[] codes = levels.codes(column);
                levels.check(NAME, column, codes, unseen, missing);
                int last = levels.levels().size();
                double forUnseen = unseen == Unseen.OWN_LEVEL ? last++ : Double.NaN;
                double forMissing = missing == Missing.OWN_LEVEL ? last : Double.NaN;
                double[] values = new double[codes.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = codes[i] >= 0 ? codes[i] : codes[i] == Levels.MISSING ? forMissing : forUnseen;
                }
                edit.replace(levels.column(), NumericColumn.wrap(levels.column(), values));
            }
            return edit.done();
        }

        @Override
        public String toString() {
            return "FittedOrdinal" + columns;
        }
    }
}
