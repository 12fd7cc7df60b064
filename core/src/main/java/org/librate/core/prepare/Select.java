package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.Column;
import org.librate.core.table.Table;

/**
 * Keeps some features and leaves out the others; target, weights and groups stay. The order of columns stays too. Columns of later rows that the
 * training rows did not have stay.
 */
public record Select(Columns columns) implements ColumnStep<Select> {

    public static Select of(String... names) {
        return new Select(Columns.named(names));
    }

    public static Select of(Columns columns) {
        return new Select(columns);
    }

    @Override
    public Select on(Columns columns) {
        return new Select(columns);
    }

    @Override
    public FittedTransformer fit(Table train) {
        List<String> kept = columns.in(train);
        List<String> others = new ArrayList<>(train.features().stream().map(Column::name).toList());
        others.removeAll(kept);
        return new Fitted(kept, others);
    }

    /** The columns that stay, and those that go. */
    public record Fitted(List<String> columns, List<String> others) implements FittedTransformer {

        public Fitted {
            columns = List.copyOf(columns);
            others = List.copyOf(others);
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit("Select", rows, columns);
            columns.forEach(edit::column);
            others.forEach(edit::remove);
            return edit.done();
        }

        @Override
        public String toString() {
            return "FittedSelect" + columns;
        }
    }
}
