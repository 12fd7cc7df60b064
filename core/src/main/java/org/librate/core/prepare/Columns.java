package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.librate.core.Check;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.Table;

/**
 * Which feature columns of a table are meant, by name, type or pattern.
 *
 * <pre>{@code
 * StandardScaler.create().on(Columns.ofType(ColumnType.NUMERIC).except("year"));
 * }</pre>
 */
public final class Columns {

    private static final String NAME = "Columns";

    private final String text;
    private final Function<Table, List<String>> choice;

    private Columns(String text, Function<Table, List<String>> choice) {
        this.text = text;
        this.choice = choice;
    }

    /** All features. */
    public static Columns all() {
        return where("all", column -> true);
    }

    /** Features of these names in this order; each must be there when a step is fitted. */
    public static Columns named(String... names) {
        List<String> wanted = List.copyOf(new LinkedHashSet<>(Arrays.asList(names)));
        Check.require(!wanted.isEmpty(), NAME, "needs at least one name", "none");
        return new Columns(wanted.toString(), table -> {
            Set<String> features = features(table);
            for (String name : wanted) {
                table.column(name);
                Check.require(features.contains(name), NAME, "must be features, not target, weights or groups", "\"" + name + "\"");
            }
            return wanted;
        });
    }

    /** Features of these types. */
    public static Columns ofType(ColumnType first, ColumnType... more) {
        Set<ColumnType> types = new LinkedHashSet<>(List.of(first));
        types.addAll(Arrays.asList(more));
        return where(types.stream().map(Enum::name).collect(Collectors.joining(" or ")), column -> types.contains(column.type()));
    }

    /** Features whose whole name fits a regular expression. */
    public static Columns matching(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return where("/" + regex + "/", column -> pattern.matcher(column.name()).matches());
    }

    private static Columns where(String text, Predicate<Column> test) {
        return new Columns(text, table -> table.features().stream().filter(test).map(Column::name).toList());
    }

    /** These without some, which need not be there. */
    public Columns except(String... names) {
        Set<String> out = Set.copyOf(Arrays.asList(names));
        return new Columns(text + " except " + Arrays.toString(names), table -> choice.apply(table).stream().filter(name -> !out.contains(name))
                .toList());
    }

    /** These without those. */
    public Columns except(Columns others) {
        return new Columns(text + " except " + others, table -> {
            List<String> left = new ArrayList<>(choice.apply(table));
            left.removeAll(others.in(table));
            return List.copyOf(left);
        });
    }

    /** These and those. */
    public Columns and(Columns others) {
        return new Columns(text + " and " + others, table -> {
            Set<String> both = new LinkedHashSet<>(choice.apply(table));
            both.addAll(others.in(table));
            return List.copyOf(both);
        });
    }

    /** The names of those that are meant in a table. */
    public List<String> in(Table table) {
        return choice.apply(table);
    }

    /** {@link #in}, which must be of types that a step can work on, in a table that has rows to learn from. */
    List<String> toLearn(String who, Table train, ColumnType... types) {
        Check.require(train.rows() > 0, who, "needs at least one row to learn from", 0);
        return toUse(who, train, types);
    }

    /** {@link #in}, which must be of types that a step can work on. */
    List<String> toUse(String who, Table rows, ColumnType... types) {
        List<String> names = in(rows);
        for (String name : names) {
            ColumnType type = rows.column(name).type();
            Check.require(Arrays.asList(types).contains(type), who, "acts on columns of type " + Arrays.toString(types), type + " \"" + name + "\"",
                    "Convert it before, or choose columns with on(..).");
        }
        return names;
    }

    private static Set<String> features(Table table) {
        return table.features().stream().map(Column::name).collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return text;
    }
}
