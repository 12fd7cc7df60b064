package org.librate.core.prepare;

import java.util.List;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.Table;

/**
 * Leaves out features. Later rows need not have them.
 *
 * <pre>{@code
 * Drop.of("id", "comment")
 * }</pre>
 */
public record Drop(Columns columns) implements ColumnStep<Drop> {

    public static Drop of(String... names) {
        return new Drop(Columns.named(names));
    }

    public static Drop of(Columns columns) {
        return new Drop(columns);
    }

    @Override
    public Drop on(Columns columns) {
        return new Drop(columns);
    }

    @Override
    public FittedTransformer fit(Table train) {
        return new Fitted(columns.in(train));
    }

    /** The columns that go. */
    public record Fitted(List<String> columns) implements FittedTransformer {

        public Fitted {
            columns = List.copyOf(columns);
        }

        @Override
        public Table apply(Table rows) {
            return rows.without(columns.stream().filter(rows::has).toArray(String[]::new));
        }

        @Override
        public String toString() {
            return "FittedDrop" + columns;
        }
    }
}
