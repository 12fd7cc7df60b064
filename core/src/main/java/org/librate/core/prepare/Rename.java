package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.learn.Transformer;
import org.librate.core.table.Table;

/**
 * Gives features other names.
 *
 * <pre>{@code
 * Rename.of("Age (years)", "age").and("Plan", "plan")
 * }</pre>
 *
 * @param from the old names
 * @param to the new name of each
 */
public record Rename(List<String> from, List<String> to) implements Transformer {

    private static final String NAME = "Rename";

    public Rename {
        from = List.copyOf(from);
        to = List.copyOf(to);
        Check.require(from.size() == to.size(), NAME, "needs as many new names as old ones, " + from, to);
    }

    public static Rename of(String from, String to) {
        return new Rename(List.of(from), List.of(to));
    }

    /** One more. */
    public Rename and(String from, String to) {
        List<String> old = new ArrayList<>(this.from);
        List<String> other = new ArrayList<>(this.to);
        old.add(from);
        other.add(to);
        return new Rename(old, other);
    }

    @Override
    public FittedTransformer fit(Table train) {
        Columns.named(from.toArray(String[]::new)).in(train);
        return new Fitted(from, to);
    }

    /** The old names and the new ones. */
    public record Fitted(List<String> from, List<String> to) implements FittedTransformer {

        public Fitted {
            from = List.copyOf(from);
            to = List.copyOf(to);
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, from);
            for (int i = 0; i < from.size(); i++) {
                edit.replace(from.get(i), edit.column(from.get(i)).named(to.get(i)));
            }
            return edit.done();
        }

        @Override
        public String toString() {
            return "FittedRename" + from;
        }
    }
}
