package org.librate.core.estimator;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.kernel.host.HostParallel;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.VectorColumn;

/**
 * The columns that a model was fitted with, in their order: whatever the order in a table to predict for, they are found by name, and one that is
 * missing or of another type is an error. Columns besides them are not looked at.
 */
public record FeatureSchema(List<FeatureColumn> columns) {

    private static final Set<ColumnType> NUMBERS = Set.of(ColumnType.NUMERIC, ColumnType.BOOLEAN, ColumnType.VECTOR);

    private static final int BLOCK = 64; // rows that stay in the cache while columns are written beside each other
    private static final int VALUES = 1 << 16; // that are worth another thread

    public FeatureSchema {
        columns = List.copyOf(columns);
    }

    /** The features of a table, whatever they are. */
    public static FeatureSchema of(Table train) {
        return new FeatureSchema(train.features().stream().map(FeatureColumn::of).toList());
    }

    /** The features of a table, which must be numbers, yes and no, or vectors. */
    static FeatureSchema ofNumbers(String who, Table train) {
        return of(who, train, NUMBERS, "Encode it, or leave it out.");
    }

    static FeatureSchema of(String who, Table train, Set<ColumnType> allowed, String wayOut) {
        FeatureSchema schema = of(train);
        Check.require(!schema.columns.isEmpty(), who, "needs a feature besides target, weights and groups", train.names());
        for (FeatureColumn column : schema.columns) {
            Check.require(allowed.contains(column.type()), who, "features must be " + sorted(allowed),
                    "\"" + column.name() + "\", which is " + column.type(), wayOut);
        }
        return schema;
    }

    private static List<ColumnType> sorted(Set<ColumnType> types) {
        return types.stream().sorted().toList();
    }

    /** What the numbers of a row are called: a vector's are {@code name[i]}. */
    public List<String> names() {
        return columns.stream().flatMap(FeatureColumn::names).toList();
    }

    /** How many numbers a row has. */
    public int width() {
        return columns.stream().mapToInt(FeatureColumn::width).sum();
    }

    /** The table's columns of these names, in this order; a category's codes are those of the levels here. */
    public List<Column> find(String who, Table rows) {
        return columns.stream().map(column -> find(who, column, rows)).toList();
    }

    private Column find(String who, FeatureColumn wanted, Table rows) {
        Check.require(rows.has(wanted.name()), who, "was fitted with the column \"" + wanted.name() + "\", which rows to predict for must have",
                rows.names());
        Column column = rows.column(wanted.name());
        Check.require(wanted.fits(column), who, "was fitted with the column " + wanted, FeatureColumn.of(column));
        return column instanceof CategoryColumn category && !category.levels().equals(wanted.levels()) ? category.withLevels(wanted.levels())
                : column;
    }

    /** All numbers row by row, {@code [rows, width]}; one that is missing or not finite is an error that names its column. */
    double[] matrix(String who, Table rows) {
        return matrix(who, find(who, rows), rows.rows());
    }

    /** The same, with one-hot columns as the places of their ones. */
    FeatureRows rows(String who, Table rows) {
        List<Column> found = find(who, rows);
        List<Column> dense = found.stream().filter(column -> !isOneHot(column)).toList();
        return FeatureRows.of(found, matrix(who, dense, rows.rows()), rows.rows());
    }

    static boolean isOneHot(Column column) {
        return column instanceof VectorColumn vectors && vectors.isOneHot();
    }

    private static double[] matrix(String who, List<Column> found, int n) {
        int[] widths = found.stream().mapToInt(column -> FeatureColumn.of(column).width()).toArray();
        int width = Arrays.stream(widths).sum();
        double[] values = new double[Math.multiplyExact(n, width)];
        float[][] vectors = new float[widths.length][0];
        int[][] places = new int[widths.length][0];
        for (int c = 0; c < widths.length; c++) {
            if (found.get(c) instanceof VectorColumn column && n > 0) {
                places[c] = column.isOneHot() ? column.places() : places[c];
                vectors[c] = column.isOneHot() ? vectors[c] : column.values().toArray();
            }
        }
        AtomicBoolean finite = new AtomicBoolean(true);
        int blocks = (n + BLOCK - 1) / BLOCK;
        HostParallel.run((first, last) -> {
            for (int b = first; b < last; b++) {
                int at = 0;
                for (int c = 0; c < widths.length; c++) {
                    int to = Math.min(n, (b + 1) * BLOCK);
                    if (isOneHot(found.get(c))) {
                        fill(places[c], values, at, width, b * BLOCK, to);
                    } else if (!fill(found.get(c), vectors[c], widths[c], values, at, width, b * BLOCK, to)) {
                        finite.set(false);
                    }
                    at += widths[c];
                }
            }
        }, blocks, Math.max(1, VALUES / Math.max(1, width * BLOCK)));
        if (!finite.get()) {
            complain(who, found, widths, values, width);
        }
        return values;
    }

    private static void fill(int[] places, double[] values, int at, int width, int from, int to) {
        for (int row = from; row < to; row++) {
            if (places[row] >= 0) {
                values[row * width + at + places[row]] = 1;
            }
        }
    }

    /** Writes some rows of a column, and says whether all of it is finite. */
    private static boolean fill(Column column, float[] vectors, int count, double[] values, int at, int width, int from, int to) {
        boolean finite = true;
        for (int row = from; row < to; row++) {
            int into = row * width + at;
            if (column instanceof VectorColumn) {
                for (int i = 0; i < count; i++) {
                    double value = vectors[row * count + i];
                    finite &= Math.abs(value) <= Double.MAX_VALUE;
                    values[into + i] = value;
                }
            } else {
                double value = column instanceof NumericColumn numbers ? numbers.get(row) : column.isMissing(row) ? Double.NaN
                        : ((BooleanColumn) column).isTrue(row) ? 1 : 0;
                finite &= Math.abs(value) <= Double.MAX_VALUE;
                values[into] = value;
            }
        }
        return finite;
    }

    /** Names the first column with such a number, and the first row in it. */
    private static void complain(String who, List<Column> found, int[] widths, double[] values, int width) {
        int at = 0;
        for (int c = 0; c < found.size(); c++) {
            int end = at + widths[c];
            for (int row = 0; row < values.length / width; row++) {
                for (int i = at; i < end; i++) {
                    check(who, found.get(c), row, values[row * width + i]);
                }
            }
            at = end;
        }
    }

    private static void check(String who, Column column, int row, double value) {
        if (!(Math.abs(value) <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(who + ": \"" + column.name() + "\" must be a finite number in every row, got "
                    + (Double.isNaN(value) ? "a missing one" : value) + " in row " + row + ". Impute it, or leave the row out.");
        }
    }

    /** Names and numbers beside each other, as in {@code age=0.3, income=-1.2}. */
    static String named(List<String> names, double[] values) {
        int most = 12;
        String all = IntStream.range(0, Math.min(most, values.length)).mapToObj(i -> names.get(i) + "=" + shown(values[i]))
                .collect(Collectors.joining(", "));
        return values.length > most ? all + ", .. " + (values.length - most) + " more" : all;
    }

    static String shown(double value) {
        return Double.isFinite(value) ? Double.toString(new BigDecimal(value).round(new MathContext(4)).doubleValue()) : Double.toString(value);
    }

    @Override
    public String toString() {
        return "FeatureSchema" + Arrays.toString(columns.toArray());
    }
}
