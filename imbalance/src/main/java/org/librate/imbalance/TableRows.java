package org.librate.imbalance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.kernel.host.HostParallel;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.VectorColumn;

/**
 * A table as rows, and the way back: the one place that knows which column is which number or category. Columns that the sampler does not look at go
 * along with the row a new one is like. A {@link RowSampler} never sees it; it is for samplers whose target is not one of several classes.
 *
 * <pre>{@code
 * TableRows rows = TableRows.of("Smogn", table, Features.NUMBERS, columns, bins, List.of("low", "usual", "high"));
 * Resampled some = rows.build(draft(rows.rows()));
 * }</pre>
 */
public final class TableRows {

    private static final int GRAIN = 1 << 13;

    private final Table table;
    private final Rows rows;
    private final Map<String, Integer> numbers; // column to its first number
    private final Map<String, Integer> categories; // column to its category
    private final boolean targets; // whether the classes are the target's

    private TableRows(Table table, Rows rows, Map<String, Integer> numbers, Map<String, Integer> categories, boolean targets) {
        this.table = table;
        this.rows = rows;
        this.numbers = numbers;
        this.categories = categories;
        this.targets = targets;
    }

    static TableRows of(String who, Table table, Features features) {
        Check.require(table.rows() > 0, who, "needs at least one row", 0);
        return of(who, table, features, features == Features.ANY ? List.of() : table.features(), table.labels(), table.classNames(), true);
    }

    /**
     * Rows of classes that are not the target's.
     *
     * @param who the sampler, for messages
     * @param columns those that become numbers and categories, in this order; the target may be among them
     * @param labels a class number for each row
     */
    public static TableRows of(String who, Table table, Features features, List<Column> columns, int[] labels, List<String> classNames) {
        return of(who, table, features, columns, labels, classNames, false);
    }

    private static TableRows of(String who, Table table, Features features, List<Column> columns, int[] labels, List<String> classNames,
            boolean targets) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        Map<String, Integer> categories = new LinkedHashMap<>();
        long wide = 0;
        for (Column column : columns) {
            checkType(who, features, column);
            if (column.type() == ColumnType.CATEGORY || column.type() == ColumnType.BOOLEAN) {
                checkKnown(who, column);
                categories.put(column.name(), categories.size());
            } else {
                numbers.put(column.name(), Rows.cells(who, wide, 1));
                wide += column instanceof VectorColumn vectors ? vectors.shape().size() : 1;
            }
        }
        boolean some = features == Features.ANY || !columns.isEmpty();
        Check.require(some, who, "needs a feature besides target, weights and groups", table.names());
        int width = Rows.cells(who, wide, 1);
        Rows.cells(who, table.rows(), width);
        Rows.cells(who, table.rows(), categories.size());
        Rows rows = new Rows(finite(who, columns, table.rows(), width, numbers), width, codes(columns, table.rows(), categories), levels(columns),
                labels, classNames);
        return new TableRows(table, rows, numbers, categories, targets);
    }

    private static void checkType(String who, Features features, Column column) {
        ColumnType type = column.type();
        String got = type + " \"" + column.name() + "\"";
        Check.require(type != ColumnType.DATE_TIME, who, "cannot work with dates", got, "Use DateParts before, or drop it.");
        Check.require(type != ColumnType.TEXT, who, "cannot work with text", got, "Make numbers of it before, as by TfIdf, or drop it.");
        boolean category = type == ColumnType.CATEGORY || type == ColumnType.BOOLEAN;
        String encode = type == ColumnType.BOOLEAN ? "BooleanToNumber" : "OneHot";
        Check.require(!category || features != Features.NUMBERS, who, "works on numbers", got, "Use " + encode + " before, or SmoteNc to add rows.");
        Check.require(category || features != Features.CATEGORIES, who, "works on categories", got, "Use Binning before, or SmoteNc.");
    }

    private static void checkKnown(String who, Column column) {
        int missing = column.missingCount();
        Check.require(missing == 0, who, "\"" + column.name() + "\" must be known in every row", missing + " missing", "Impute it before.");
    }

    private static Numbers finite(String who, List<Column> columns, int n, int width, Map<String, Integer> places) {
        Numbers.InColumns values = Numbers.InColumns.of(columns.stream().filter(column -> places.containsKey(column.name())).toList(), width);
        int[] broken = new int[width];
        HostParallel.run((from, to) -> {
            for (int j = from; j < to; j++) {
                broken[j] = values.firstNotFinite(j, n);
            }
        }, width, Math.max(1, GRAIN / Math.max(1, n)));
        int row = Arrays.stream(broken).min().orElse(n);
        if (row < n) {
            columns.forEach(column -> checkKnown(who, column));
        }
        for (int j = 0; j < width && row < n; j++) {
            if (broken[j] == row) {
                int place = j;
                String name = places.entrySet().stream().filter(e -> e.getValue() <= place).reduce((a, b) -> b).map(Map.Entry::getKey).orElse("");
                throw new IllegalArgumentException(who + ": all numbers must be finite, got " + values.at(row, j) + " in row " + row + " of \"" + name
                        + "\". Impute it before.");
            }
        }
        return values;
    }

    private static int[] codes(List<Column> columns, int n, Map<String, Integer> places) {
        int[] codes = new int[n * places.size()];
        for (Column column : columns) {
            Integer place = places.get(column.name());
            for (int i = 0; place != null && i < n; i++) {
                codes[i * places.size() + place] = column instanceof CategoryColumn category ? category.code(i) : ((BooleanColumn) column).isTrue(i)
                        ? 1 : 0;
            }
        }
        return codes;
    }

    private static int[] levels(List<Column> columns) {
        return columns.stream().filter(column -> column instanceof CategoryColumn || column instanceof BooleanColumn)
                .mapToInt(column -> column instanceof CategoryColumn category ? category.levels().size() : 2).toArray();
    }

    /** What a sampler sees. */
    public Rows rows() {
        return rows;
    }

    /** The table that a draft asks for. */
    public Resampled build(Draft draft) {
        int n = draft.size();
        Rows.cells("Resampled", n, rows.width());
        // roles are a table's, so columns with one come along, and so do those nobody looked at
        List<String> carried = new ArrayList<>();
        String target = targets ? table.target().map(Column::name).orElse("") : "";
        String weights = table.weights().map(Column::name).orElse("");
        List<Column> features = table.features();
        for (Column column : table.columns()) {
            boolean looked = numbers.containsKey(column.name()) || categories.containsKey(column.name());
            if (!features.contains(column) || !looked) {
                carried.add(column.name());
            }
        }
        String[] names = carried.isEmpty() ? new String[] {table.names().get(0)} : carried.toArray(String[]::new);
        Table base = table.select(names).rows(draft.like());
        rows.release(); // new rows are made of the columns
        List<Column> before = List.copyOf(table.columns());
        Column[] columns = new Column[before.size()];
        int[] kept = draft.kept();
        HostParallel.run((from, to) -> {
            for (int c = from; c < to; c++) {
                columns[c] = after(before.get(c), draft, kept, base, target, weights);
            }
        }, columns.length, 1);
        Table made = base.withColumns(List.of(columns));
        return new Resampled(targets ? Population.of(table, made) : made, kept, new MadeRows(draft.made(), rows.classNames()));
    }

    private Column after(Column column, Draft draft, int[] kept, Table base, String target, String weights) {
        String name = column.name();
        Integer number = numbers.get(name);
        Integer category = categories.get(name);
        if (number != null) {
            return numbers(column, number, draft, kept);
        }
        if (category != null) {
            return recoded(column, codes(draft, kept, category));
        }
        if (name.equals(target)) {
            return recoded(column, labels(draft, kept));
        }
        return name.equals(weights) ? weights((NumericColumn) column, base.numeric(name), draft) : base.column(name);
    }

    /** Where numbers of new rows go. */
    private interface Into {
        void set(int row, NewRows part, int i);
    }

    /** Goes through the new rows, on several threads. */
    private static void each(Draft draft, Into into) {
        int begin = draft.size() - draft.made().stream().mapToInt(NewRows::size).sum();
        for (NewRows part : draft.made()) {
            int at = begin;
            HostParallel.run((from, to) -> {
                for (int i = from; i < to; i++) {
                    into.set(at + i, part, i);
                }
            }, part.size(), GRAIN);
            begin += part.size();
        }
    }

    private Column numbers(Column column, int place, Draft draft, int[] kept) {
        if (column instanceof VectorColumn vectors) {
            int count = Math.toIntExact(vectors.shape().size());
            float[] out = new float[draft.size() * count];
            for (int i = 0; i < kept.length; i++) {
                for (int j = 0; j < count; j++) {
                    out[i * count + j] = (float) rows.value(kept[i], place + j);
                }
            }
            each(draft, (row, part, i) -> {
                for (int j = 0; j < count; j++) {
                    out[row * count + j] = (float) part.value(rows, i, place + j);
                }
            });
            Shape shape = vectors.values().shape().with(0, draft.size());
            return VectorColumn.of(column.name(), Tensor.of(shape, out));
        }
        NumericColumn from = (NumericColumn) column;
        double[] out = new double[draft.size()];
        for (int i = 0; i < kept.length; i++) {
            out[i] = from.get(kept[i]);
        }
        int at = kept.length;
        for (NewRows part : draft.made()) {
            part.write(from, rows, place, 0, part.size(), out, at);
            at += part.size();
        }
        return NumericColumn.wrap(column.name(), out);
    }

    private int[] codes(Draft draft, int[] kept, int category) {
        int[] out = Arrays.copyOf(kept, draft.size());
        for (int i = 0; i < kept.length; i++) {
            out[i] = rows.code(kept[i], category);
        }
        each(draft, (row, part, i) -> out[row] = part.code(rows, i, category));
        return out;
    }

    private int[] labels(Draft draft, int[] kept) {
        int[] out = Arrays.copyOf(kept, draft.size());
        for (int i = 0; i < kept.length; i++) {
            out[i] = rows.label(kept[i]);
        }
        each(draft, (row, part, i) -> out[row] = part.label());
        return out;
    }

    private static Column recoded(Column column, int[] codes) {
        if (column instanceof CategoryColumn category) {
            return CategoryColumn.ofCodes(column.name(), category.levels(), codes);
        }
        boolean[] yes = new boolean[codes.length];
        for (int i = 0; i < yes.length; i++) {
            yes[i] = codes[i] == 1;
        }
        return BooleanColumn.of(column.name(), yes);
    }

    /** A new row counts as much as its place between its parents says; beyond one of them, as much as that one. */
    private static Column weights(NumericColumn before, NumericColumn alike, Draft draft) {
        double[] out = alike.toArray();
        each(draft, (row, part, i) -> {
            if (part.first(i) >= 0 && part.second(i) >= 0) {
                double a = before.get(part.first(i));
                double b = before.get(part.second(i));
                out[row] = a + Math.max(0, Math.min(1, part.weight(i))) * (b - a);
            }
        });
        return NumericColumn.wrap(before.name(), out);
    }

    @Override
    public String toString() {
        return "TableRows[" + rows + "]";
    }
}
