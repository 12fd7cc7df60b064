package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.librate.core.Check;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/** A table on its way to other columns: checks what a fitted step needs, keeps everything else in its place, and words the complaints. */
final class Edit {

    private final String who;
    private final Table rows;
    private final List<String> fittedOn;
    private final Map<String, List<Column>> places = new LinkedHashMap<>();
    private final List<Column> added = new ArrayList<>();

    Edit(String who, Table rows, List<String> fittedOn) {
        this.who = who;
        this.rows = rows;
        this.fittedOn = fittedOn;
        for (Column column : rows.columns()) {
            places.put(column.name(), List.of(column));
        }
    }

    int rows() {
        return rows.rows();
    }

    /** A column the step was fitted on. */
    Column column(String name) {
        Check.require(rows.has(name), who, "needs the columns " + fittedOn + " it was fitted on, and there is no \"" + name + "\"", rows.names());
        return rows.column(name);
    }

    Column column(String name, ColumnType type) {
        Column column = column(name);
        Check.require(column.type() == type, who, "column \"" + name + "\" must be " + type + " as when it was fitted", column.type());
        return column;
    }

    NumericColumn numeric(String name) {
        return (NumericColumn) column(name, ColumnType.NUMERIC);
    }

    /** A column of texts, or of categories, which a short text may have been read as. */
    Column text(String name) {
        Column column = column(name);
        Check.require(column.type() == ColumnType.TEXT || column.type() == ColumnType.CATEGORY, who,
                "column \"" + name + "\" must be TEXT or CATEGORY", column.type());
        return column;
    }

    /** Other columns in the place of one. */
    Edit replace(String name, Column... by) {
        places.put(name, List.of(by));
        return this;
    }

    Edit replace(String name, List<? extends Column> by) {
        places.put(name, List.copyOf(by));
        return this;
    }

    Edit remove(String name) {
        return replace(name);
    }

    /** A column more, at the end. */
    Edit add(Column column) {
        added.add(column);
        return this;
    }

    Table done() {
        List<Column> all = new ArrayList<>();
        places.values().forEach(all::addAll);
        all.addAll(added);
        Set<String> names = new HashSet<>();
        for (Column column : all) {
            Check.require(names.add(column.name()), who, "the columns it makes must have names that are free", "\"" + column.name() + "\" twice",
                    "Rename one before.");
        }
        return rows.withColumns(all);
    }
}
