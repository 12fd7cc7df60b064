package org.librate.core.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.data.SplitRule;
import org.librate.core.data.TensorDataset;

/**
 * Rows with named, typed columns, one of which may be the target, the weight or the group of each row. Immutable: what changes a table gives another
 * one, which shares the columns that are the same.
 *
 * <pre>{@code
 * Table churn = Table.of(
 *         NumericColumn.of("age", 31, 45, 28),
 *         CategoryColumn.of("plan", "basic", "gold", "basic"),
 *         BooleanColumn.of("churned", false, true, false)).withTarget("churned");
 * TableSplit split = churn.split(SplitRule.stratified(0.70, 0.15, 0.15).withSeed(42));
 * }</pre>
 *
 * <p>Every row has an {@link #origin}, which goes with it when rows are picked, split, reordered or put together.
 */
public final class Table {

    private static final String NAME = "Table";

    private final Map<String, Column> columns;
    private final int rows;
    private final Roles roles;
    private final Origins origins;

    /**
     * The names of columns that are no features; null where there is none.
     *
     * @param population how frequent the target's classes are elsewhere; empty if that is not said
     */
    private record Roles(@Nullable String target, @Nullable String weights, @Nullable String groups, Map<String, Double> population) {

        static final Roles NONE = new Roles(null, null, null, Map.of());

        Roles renamed(String from, String to) {
            return new Roles(from.equals(target) ? to : target, from.equals(weights) ? to : weights, from.equals(groups) ? to : groups, population);
        }

        boolean has(String name) {
            return name.equals(target) || name.equals(weights) || name.equals(groups);
        }
    }

    private Table(Map<String, Column> columns, int rows, Roles roles, Origins origins) {
        this.columns = columns;
        this.rows = rows;
        this.roles = roles;
        this.origins = origins;
    }

    public static Table of(Column... columns) {
        return of(List.of(columns));
    }

    public static Table of(List<? extends Column> columns) {
        Check.require(!columns.isEmpty(), NAME, "needs at least one column", "none");
        Map<String, Column> named = new LinkedHashMap<>();
        int rows = columns.get(0).size();
        for (Column column : columns) {
            Check.require(named.put(column.name(), column) == null, NAME, "every name may be used once", "\"" + column.name() + "\" again");
            checkRows(column, rows);
        }
        return new Table(named, rows, Roles.NONE, Origins.ofContent(named.values()));
    }

    private static void checkRows(Column column, int rows) {
        Check.require(column.size() == rows, NAME, "all columns must have the same number of rows, " + rows,
                column.size() + " in \"" + column.name() + "\"");
    }

    // ---- columns ----

    public List<Column> columns() {
        return List.copyOf(columns.values());
    }

    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    public boolean has(String name) {
        return columns.containsKey(name);
    }

    /** The column of that name. */
    public Column column(String name) {
        Column column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException(NAME + ": there is no column \"" + name + "\". There are " + names() + ".");
        }
        return column;
    }

    /** The column of that name, which must be of numbers. */
    public NumericColumn numeric(String name) {
        return typed(name, NumericColumn.class, ColumnType.NUMERIC);
    }

    /** The column of that name, which must be of categories. */
    public CategoryColumn category(String name) {
        return typed(name, CategoryColumn.class, ColumnType.CATEGORY);
    }

    /** The column of that name, which must be of dates and times. */
    public DateTimeColumn dateTime(String name) {
        return typed(name, DateTimeColumn.class, ColumnType.DATE_TIME);
    }

    /** The column of that name, which must be of vectors. */
    public VectorColumn vector(String name) {
        return typed(name, VectorColumn.class, ColumnType.VECTOR);
    }

    private <C extends Column> C typed(String name, Class<C> kind, ColumnType type) {
        Column column = column(name);
        Check.require(kind.isInstance(column), NAME, "column \"" + name + "\" must be " + type, column.type());
        return kind.cast(column);
    }

    /** The same with a column more, or another in the place of the one of its name. */
    public Table with(Column column) {
        checkRows(column, rows);
        Map<String, Column> more = new LinkedHashMap<>(columns);
        more.put(column.name(), column);
        return new Table(more, rows, roles, origins);
    }

    /** The same rows, with their origins, but these columns; a role stays with the column of its name. */
    public Table withColumns(List<? extends Column> columns) {
        Check.require(!columns.isEmpty(), NAME, "a column must be left", "none");
        Map<String, Column> others = new LinkedHashMap<>();
        for (Column column : columns) {
            Check.require(others.put(column.name(), column) == null, NAME, "every name may be used once", "\"" + column.name() + "\" again");
            checkRows(column, rows);
        }
        return new Table(others, rows, kept(others), origins);
    }

    /** The same without some columns; the roles of these are gone. */
    public Table without(String... names) {
        Map<String, Column> fewer = new LinkedHashMap<>(columns);
        for (String name : names) {
            column(name);
            fewer.remove(name);
        }
        Check.require(!fewer.isEmpty(), NAME, "a column must be left", "none");
        return new Table(fewer, rows, kept(fewer), origins);
    }

    /** Some columns in the given order. */
    public Table select(String... names) {
        Map<String, Column> some = new LinkedHashMap<>();
        for (String name : names) {
            some.put(name, column(name));
        }
        Check.require(!some.isEmpty(), NAME, "needs at least one column", "none");
        return new Table(some, rows, kept(some), origins);
    }

    /** The same with a column under another name; its role stays its own. */
    public Table rename(String from, String to) {
        Column renamed = column(from).named(to);
        Check.require(from.equals(to) || !has(to), NAME, "every name may be used once", "\"" + to + "\" again");
        Map<String, Column> changed = new LinkedHashMap<>();
        columns.forEach((name, column) -> changed.put(name.equals(from) ? to : name, name.equals(from) ? renamed : column));
        return new Table(changed, rows, roles.renamed(from, to), origins);
    }

    /** The same with a column of numbers that are worked out from each row, at the end or in the place of the one of that name. */
    public Table withNumeric(String name, ToDoubleFunction<TableRow> value) {
        return with(Reshape.numbers(this, name, value));
    }

    /** The same with a column of categories that are worked out from each row, null where there is none. */
    public Table withCategory(String name, Function<TableRow, @Nullable String> value) {
        return with(Reshape.categories(this, name, value));
    }

    /** The same with a column that says of each row whether something holds. */
    public Table withBoolean(String name, Predicate<TableRow> value) {
        return with(Reshape.flags(this, name, value));
    }

    /** The same with other numbers in a column; what is missing stays so. */
    public Table map(String name, DoubleUnaryOperator change) {
        return with(Reshape.mapped(numeric(name), change));
    }

    /** The same with a column as categories; of levels that are all numbers, the smaller come first. */
    public Table asCategory(String name) {
        return with(Reshape.asCategory(column(name)));
    }

    /** The same with a column as numbers: yes and no become 1 and 0, texts must be numbers. */
    public Table asNumeric(String name) {
        return with(Reshape.asNumeric(column(name)));
    }

    /** The same with a column as yes and no, which 1 and 0 become, and the words true, false, yes and no. */
    public Table asBoolean(String name) {
        return with(Reshape.asBoolean(column(name)));
    }

    /** The same with a column as text. */
    public Table asText(String name) {
        return with(Reshape.asText(column(name)));
    }

    private Roles kept(Map<String, Column> left) {
        boolean same = left.containsKey(roles.target);
        return new Roles(same ? roles.target : null, left.containsKey(roles.weights) ? roles.weights : null,
                left.containsKey(roles.groups) ? roles.groups : null, same ? roles.population : Map.of());
    }

    // ---- roles ----

    /** The same with this column as what is to be predicted. */
    public Table withTarget(String name) {
        column(name);
        Map<String, Double> population = name.equals(roles.target) ? roles.population : Map.of();
        return new Table(columns, rows, new Roles(name, roles.weights, roles.groups, population), origins);
    }

    /** The same with this column of numbers as how much each row counts. */
    public Table withWeights(String name) {
        NumericColumn weights = numeric(name);
        for (int i = 0; i < rows; i++) {
            Check.require(weights.get(i) >= 0 && weights.get(i) < Double.POSITIVE_INFINITY, NAME, "a weight must be a number >= 0",
                    weights.get(i) + " in row " + i);
        }
        return new Table(columns, rows, new Roles(roles.target, name, roles.groups, roles.population), origins);
    }

    /** The same with this column as what rows have in common that must not be torn apart: a patient, a customer. */
    public Table withGroups(String name) {
        column(name);
        return new Table(columns, rows, new Roles(roles.target, roles.weights, name, roles.population), origins);
    }

    /**
     * The same rows, drawn from others among which the classes are as frequent as this: where probabilities that are learned from these rows are to
     * hold. What resamples says so by itself; say it where rows were left out or added before they came here, as by a query.
     *
     * <pre>{@code
     * table.withTarget("fraud").withPopulation(Map.of("true", 0.002, "false", 0.998))
     * }</pre>
     *
     * @param counts for each class of the target how many rows there are, or what share of all
     */
    public Table withPopulation(Map<String, Double> counts) {
        Check.require(hasClasses(), NAME, "needs a target of classes to say how frequent they are", roles.target == null ? "none" : roles.target,
                "Use withTarget(name) before.");
        Check.require(counts.keySet().equals(Set.copyOf(classNames())), NAME, "a population needs a count for each of the classes " + classNames(),
                counts.keySet());
        counts.forEach((name, count) -> Check.notNegative(NAME, "the count of \"" + name + "\"", count));
        Check.require(counts.values().stream().anyMatch(count -> count > 0), NAME, "some class must have rows", counts);
        return new Table(columns, rows, new Roles(roles.target, roles.weights, roles.groups, Map.copyOf(counts)), origins);
    }

    /** How frequent each class is where these rows were drawn from; empty if as frequent as here, or if that is not known. */
    public Map<String, Double> population() {
        boolean same = !roles.population.isEmpty() && hasClasses() && roles.population.keySet().equals(Set.copyOf(classNames()));
        return same ? roles.population : Map.of();
    }

    public Optional<Column> target() {
        return Optional.ofNullable(roles.target).map(this::column);
    }

    public Optional<NumericColumn> weights() {
        return Optional.ofNullable(roles.weights).map(this::numeric);
    }

    public Optional<Column> groups() {
        return Optional.ofNullable(roles.groups).map(this::column);
    }

    /** The columns without a role, in order: what a model may look at. */
    public List<Column> features() {
        return columns.values().stream().filter(column -> !roles.has(column.name())).toList();
    }

    private Column requiredTarget() {
        return target()
                .orElseThrow(() -> new IllegalArgumentException(NAME + ": needs a target, and none of the columns " + names()
                + " was named. Use withTarget(name)."));
    }

    /** Whether the target is one of several classes: a category, or yes and no. */
    public boolean hasClasses() {
        return target().filter(column -> column instanceof CategoryColumn || column instanceof BooleanColumn).isPresent();
    }

    /** The names of the target's classes in the order of their numbers; empty if the target is a number or there is none. */
    public List<String> classNames() {
        Column target = target().orElse(null);
        return target instanceof CategoryColumn category ? category.levels() : target instanceof BooleanColumn ? List.of("false", "true") : List.of();
    }

    /** The class number of each row. The target must be a category, or yes and no, and known everywhere. */
    public int[] labels() {
        Column target = requiredTarget();
        Check.require(hasClasses(), NAME, "the target \"" + target.name() + "\" must be CATEGORY or BOOLEAN for class numbers", target.type(),
                "Read it as a category.");
        checkKnown(target);
        if (target instanceof CategoryColumn category) {
            return category.toCodes();
        }
        BooleanColumn yes = (BooleanColumn) target;
        int[] labels = new int[rows];
        Arrays.setAll(labels, i -> yes.isTrue(i) ? 1 : 0);
        return labels;
    }

    static void checkKnown(Column column) {
        int missing = column.missingCount();
        Check.require(missing == 0, NAME, "\"" + column.name() + "\" must be known in every row", missing + " missing",
                "Leave these rows out, or impute.");
    }

    /** What a metric compares with: class numbers INT32 {@code [n]}, or values FLOAT32 {@code [n]} or, of a vector target, {@code [n, ..]}. */
    public Tensor targets() {
        Column target = requiredTarget();
        if (hasClasses()) {
            return Tensor.of(labels());
        }
        if (target instanceof VectorColumn vectors) {
            return vectors.values();
        }
        checkKnown(target);
        return Tensor.of(floats(numeric(target.name())));
    }

    private float[] floats(NumericColumn column) {
        float[] values = new float[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = (float) column.get(i);
        }
        return values;
    }

    // ---- rows ----

    public int rows() {
        return rows;
    }

    /** The given rows in the given order; a row may occur several times. */
    public Table rows(int... some) {
        for (int row : some) {
            if (row < 0 || row >= rows) { // no message for each row that is there
                Check.require(false, NAME, "a row must be in [0, " + rows + ")", row);
            }
        }
        return new Table(mapped(column -> column.rows(some)), some.length, roles, origins.rows(some));
    }

    /** The first rows; all if there are fewer. */
    public Table head(int count) {
        int[] first = new int[Math.min(Check.notNegative(NAME, "the number of rows", count), rows)];
        Arrays.setAll(first, i -> i);
        return rows(first);
    }

    /** The rows for which something holds. */
    public Table filter(Predicate<TableRow> condition) {
        return rows(Reshape.matching(this, condition));
    }

    /** The rows by a column's values, the smallest first and the missing last; rows with equal ones keep their order. */
    public Table sortBy(String name) {
        return rows(Reshape.sorted(this, name, false));
    }

    /** The rows by a column's values, the largest first and the missing last; rows with equal ones keep their order. */
    public Table sortByDescending(String name) {
        return rows(Reshape.sorted(this, name, true));
    }

    /** How many rows have each value of a column, the most frequent first; what is missing is not counted. */
    public Map<String, Integer> counts(String name) {
        return Reshape.counts(column(name));
    }

    private interface Change {
        Column of(Column column);
    }

    private Map<String, Column> mapped(Change change) {
        Map<String, Column> changed = new LinkedHashMap<>();
        columns.forEach((name, column) -> changed.put(name, change.of(column)));
        return changed;
    }

    /** These rows and then the other's, which must have the same columns. */
    public Table concat(Table other) {
        Check.require(columns.keySet().equals(other.columns.keySet()), NAME, "tables must have the same columns to be put together, " + names(),
                other.names());
        boolean same = roles.population.equals(other.roles.population);
        // of rows that were drawn from different ones nothing is known
        Roles both = same ? roles : new Roles(roles.target, roles.weights, roles.groups, Map.of());
        return new Table(mapped(column -> column.concat(other.column(column.name()))), Math.addExact(rows, other.rows), both,
                origins.concat(other.origins, rows, other.rows));
    }

    /** Where a row came from: see {@link org.librate.core.data.Origin}. */
    public long origin(int row) {
        return origins.get(row);
    }

    /** Three parts. */
    public TableSplit split(SplitRule rule) {
        int[][] parts = rule.parts(rows, this::labels);
        return new TableSplit(rows(parts[0]), rows(parts[1]), rows(parts[2]));
    }

    // ---- as tensors ----

    /**
     * The rows as a network takes them: numbers, yes and no (as 1 and 0) and vectors of one axis side by side as the input "x" {@code [features]},
     * every vector of more axes as an input of its own name; the target as class numbers or numbers; the weights. Other columns must be encoded
     * before, and nothing may be missing. Where the target or such a vector is called "x", the features are "x_".
     */
    public Dataset dataset() {
        List<VectorColumn> wide = features().stream().filter(FeatureMatrix::isWide).map(VectorColumn.class::cast).toList();
        TensorDataset data = featureNames().isEmpty() ? null : TensorDataset.of(matrixName(wide), matrix());
        for (VectorColumn vectors : wide) {
            data = data == null ? TensorDataset.of(vectors.name(), vectors.values()) : data.withInput(vectors.name(), vectors.values());
        }
        if (data == null) {
            throw new IllegalArgumentException(NAME + ": needs a feature besides target, weights and groups, got only " + names() + ".");
        }
        if (roles.target != null) {
            Tensor y = targets();
            data = data.withTarget(roles.target, hasClasses() || y.rank() > 1 ? y : y.reshape(rows, 1)).withClassNames(classNames());
        }
        Optional<NumericColumn> weights = weights();
        Dataset all = weights.isPresent() ? data.withWeights(floats(weights.get())) : data;
        Dataset own = new WithOrigins(all, origins);
        Map<String, Double> population = population();
        double[] counts = classNames().stream().mapToDouble(name -> population.getOrDefault(name, 0.0)).toArray();
        return population.isEmpty() ? own : own.withPopulation(counts);
    }

    /** What the features beside each other are called: "x", and as many underscores as tell it from the other fields. */
    private String matrixName(List<VectorColumn> wide) {
        Set<String> taken = wide.stream().map(Column::name).collect(Collectors.toSet());
        String name = "x";
        while (taken.contains(name) || name.equals(roles.target)) {
            name += "_";
        }
        return name;
    }

    /** What the columns of {@link #matrix} are: a vector's are called {@code name[i]}. */
    public List<String> featureNames() {
        return FeatureMatrix.names(features());
    }

    /** The features side by side, FLOAT32 {@code [rows, features]}: see {@link #dataset}. */
    public Tensor matrix() {
        return FeatureMatrix.of(features(), rows);
    }

    // ---- to look at ----

    /** What is in the columns: types, missing values, means and quartiles, the most frequent levels, the target's classes. */
    public TableDescription describe() {
        return TableDescription.of(this);
    }

    /** The first rows as text, in columns. */
    public String toText(int count) {
        Table some = head(count);
        boolean[] right = new boolean[columns.size()];
        List<Column> all = some.columns();
        for (int c = 0; c < right.length; c++) {
            right[c] = all.get(c).type() == ColumnType.NUMERIC;
        }
        TextGrid grid = new TextGrid(right);
        grid.add(names());
        for (int i = 0; i < some.rows; i++) {
            int row = i;
            grid.add(all.stream().map(column -> column.text(row)).toList());
        }
        return some.rows == rows ? grid.toString() : grid + "\n... " + (rows - some.rows) + " rows more";
    }

    /** As in {@code Table[7043 rows, age NUMERIC, plan CATEGORY(3), churned BOOLEAN (target)]}. */
    @Override
    public String toString() {
        return columns.values().stream().map(this::describe).collect(Collectors.joining(", ", "Table[" + rows + " rows, ", "]"));
    }

    private String describe(Column column) {
        Map<String, String> named = new HashMap<>();
        named.put(String.valueOf(roles.groups), " (groups)");
        named.put(String.valueOf(roles.weights), " (weights)");
        named.put(String.valueOf(roles.target), " (target)");
        String more = column instanceof CategoryColumn category ? "(" + category.levels().size() + ")" : column instanceof VectorColumn vectors
                ? vectors.shape().toString() : "";
        return column.name() + " " + column.type() + more + named.getOrDefault(column.name(), "");
    }
}
