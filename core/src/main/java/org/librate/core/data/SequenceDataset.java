package org.librate.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;

/**
 * Sequences of different lengths in memory: tokens, or series of features; padded at their ends, with the real lengths beside them, so that nothing
 * that is computed from a row depends on how much padding it has.
 *
 * <pre>{@code
 * SequenceDataset.of(reviews, sentiments)                       // int[][] tokens, a class for each row
 * SequenceDataset.tagged(sentences, tags)                       // a class for each token
 * SequenceDataset.pairs(german, english).withMaxLength(200, Truncation.KEEP_HEAD)
 * SequenceDataset.of(ecg, diagnoses)                            // float[n][time][channels]
 * }</pre>
 *
 * <p>Every row has the length of the longest as a {@link Field}; a {@link Loader} cuts each batch to what its rows need. Rows are copied when given.
 */
public final class SequenceDataset implements Dataset {

    private static final String NAME = "SequenceDataset";
    /** Class numbers below 0 are ignored by losses. */
    private static final int NO_CLASS = -1;

    /** A sequence of each row. */
    private record Column(String name, Field.Role role, Ragged rows, double padding, int longest) {
    }

    private final List<Column> columns;
    private final int @Nullable [] labels;
    private final float @Nullable [][] values;
    private final int most;
    private final Truncation truncation;
    private final List<String> classNames;
    private final List<Field> fields;
    private final int source;

    private SequenceDataset(List<Column> columns, int @Nullable [] labels, float @Nullable [][] values, int most, Truncation truncation,
            List<String> classNames) {
        this.columns = List.copyOf(columns);
        this.labels = labels;
        this.values = values;
        this.most = most;
        this.truncation = truncation;
        this.classNames = List.copyOf(classNames);
        List<Field> all = new ArrayList<>();
        CRC32C crc = new CRC32C();
        for (Column column : columns) {
            Check.require(column.rows().rows() == size(), NAME, "every row needs a \"" + column.name() + "\"",
                    column.rows().rows() + " of " + size());
            Check.require(truncation != Truncation.REFUSE || column.longest() <= most, NAME, "sequences must not be longer than " + most,
                    column.longest(), "Use withMaxLength(.., Truncation.KEEP_HEAD) or KEEP_TAIL.");
            int steps = Math.max(1, Math.min(most, column.longest()));
            all.add(new Field(column.name(), column.role(), column.rows().dtype(), column.rows().shape(steps)));
            all.add(Field.lengths(column.name()));
            column.rows().update(crc);
        }
        if (labels != null) {
            all.add(Field.target("y", DType.INT32, Shape.scalar()));
            crc.update(Arrays.hashCode(labels));
        }
        if (values != null) {
            all.add(Field.target("y", DType.FLOAT32, Shape.of(values[0].length)));
            crc.update(Arrays.deepHashCode(values));
        }
        this.fields = List.copyOf(all);
        this.source = Origin.checksum(crc);
    }

    private static SequenceDataset of(Column... columns) {
        Check.require(columns[0].rows().rows() > 0, NAME, "needs at least one row", 0);
        return new SequenceDataset(List.of(columns), null, null, Integer.MAX_VALUE, Truncation.REFUSE, List.of());
    }

    private static Column column(String name, Field.Role role, Ragged rows, double padding) {
        return new Column(name, role, rows, padding, rows.longest());
    }

    private static Column tokens(String name, Field.Role role, int[][] rows, int padding) {
        return column(name, role, Ragged.of(Arrays.asList(rows)), padding);
    }

    // ---- what there is ----

    /** Tokens, named "tokens", without targets. */
    public static SequenceDataset of(int[][] tokens) {
        return of(tokens("tokens", Field.Role.INPUT, tokens, 0));
    }

    /** Tokens and the class of each row. */
    public static SequenceDataset of(int[][] tokens, int[] labels) {
        return of(tokens).withLabels(labels);
    }

    /** Tokens and the class of each row. */
    public static SequenceDataset of(List<int[]> tokens, int[] labels) {
        return of(tokens.toArray(int[][]::new), labels);
    }

    /** Series {@code [row][time][feature]}, named "series", without targets. */
    public static SequenceDataset of(float[][][] series) {
        return of(column("series", Field.Role.INPUT, Ragged.of(NAME, series), 0));
    }

    /** Series and the class of each row. */
    public static SequenceDataset of(float[][][] series, int[] labels) {
        return of(series).withLabels(labels);
    }

    /** Tokens and a class for each of them: as many tags as tokens in each row. Steps with a negative tag are not learned from. */
    public static SequenceDataset tagged(int[][] tokens, int[][] tags) {
        return of(tokens).withStepLabels(tags);
    }

    /** Tokens and the tokens that they are to become, of a length of their own: inputs "source", targets "target". */
    public static SequenceDataset pairs(int[][] source, int[][] target) {
        return of(tokens("source", Field.Role.INPUT, source, 0), tokens("target", Field.Role.TARGET, target, NO_CLASS));
    }

    // ---- targets ----

    /** The class of each row. */
    public SequenceDataset withLabels(int... labels) {
        checkNoTarget();
        Check.require(labels.length == size(), NAME, "every row needs a label", labels.length + " of " + size());
        return new SequenceDataset(columns, labels.clone(), null, most, truncation, classNames);
    }

    /** Values for each row. */
    public SequenceDataset withValues(float[][] values) {
        checkNoTarget();
        Check.require(values.length == size(), NAME, "every row needs values", values.length + " of " + size());
        float[][] copy = new float[values.length][];
        for (int i = 0; i < copy.length; i++) {
            Check.require(values[i].length == values[0].length && values[i].length > 0, NAME, "every row needs as many values as the first",
                    values[i].length + " in row " + i);
            copy[i] = values[i].clone();
        }
        return new SequenceDataset(columns, null, copy, most, truncation, classNames);
    }

    /** A class for each step of each row. */
    public SequenceDataset withStepLabels(int[][] labels) {
        return withSteps(tokens("y", Field.Role.TARGET, labels, NO_CLASS));
    }

    /** Values for each step of each row, {@code [row][time][value]}. */
    public SequenceDataset withStepValues(float[][][] values) {
        return withSteps(column("y", Field.Role.TARGET, Ragged.of(NAME, values), 0));
    }

    /** Labels in the order in which they occur in each row, of a length of their own: for a loss that aligns them, such as CTC. */
    public SequenceDataset withLabelSequences(int[][] labels) {
        checkNoTarget();
        return with(tokens("y", Field.Role.TARGET, labels, NO_CLASS));
    }

    private SequenceDataset withSteps(Column target) {
        checkNoTarget();
        Ragged input = columns.get(0).rows();
        Check.require(target.rows().rows() == input.rows(), NAME, "every row needs targets", target.rows().rows() + " of " + input.rows());
        for (int row = 0; row < input.rows(); row++) {
            Check.require(target.rows().length(row) == input.length(row), NAME, "every step needs a target",
                    target.rows().length(row) + " of " + input.length(row) + " in row " + row,
                    "For targets of another length use pairs(source, target).");
        }
        return with(target);
    }

    private void checkNoTarget() {
        Check.require(fields.stream().noneMatch(field -> field.role() == Field.Role.TARGET), NAME, "has one target", fields);
    }

    /**
     * An input "decoder" beside the source of {@link #pairs}: the target moved on by one, after a token that says start. From it, a decoder learns to
     * say each token of the target from those before it.
     */
    public SequenceDataset withTeacherForcing(int start) {
        Column target = columns.get(columns.size() - 1);
        Check.require(columns.size() == 2 && target.role() == Field.Role.TARGET && target.rows().dtype() == DType.INT32, NAME,
                "teacher forcing is for pairs(source, target)", fields);
        int[][] shifted = new int[size()][];
        Row row = Row.of(List.of(new Field("target", Field.Role.TARGET, DType.INT32, Shape.of(Math.max(1, target.longest())))), 0);
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] = new int[target.rows().length(i)];
            target.rows().write(i, Integer.MAX_VALUE, Truncation.REFUSE, row, 0, 0);
            for (int t = 0; t < shifted[i].length; t++) {
                shifted[i][t] = t == 0 ? start : (int) row.get(0, t - 1);
            }
        }
        return with(tokens("decoder", Field.Role.INPUT, shifted, 0));
    }

    private SequenceDataset with(Column column) {
        List<Column> more = new ArrayList<>(columns);
        more.add(column);
        return new SequenceDataset(more, labels, values, most, truncation, classNames);
    }

    // ---- options ----

    /** What stands in inputs after a row's end: 0 unless told. Nothing may depend on it. */
    public SequenceDataset withPadding(double padding) {
        List<Column> padded = columns.stream()
                .map(column -> column.role() == Field.Role.INPUT ? new Column(column.name(), column.role(), column.rows(), padding, column.longest())
                        : column).toList();
        return new SequenceDataset(padded, labels, values, most, truncation, classNames);
    }

    /** How long sequences may be, and what is done with longer ones. */
    public SequenceDataset withMaxLength(int steps, Truncation truncation) {
        return new SequenceDataset(columns, labels, values, Check.positive(NAME, "the longest length", steps), truncation, classNames);
    }

    /** Names for the classes, in the order of their numbers. */
    public SequenceDataset withClassNames(List<String> names) {
        return new SequenceDataset(columns, labels, values, most, truncation, names);
    }

    // ---- rows ----

    @Override
    public int size() {
        return columns.get(0).rows().rows();
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public void read(int index, Row into) {
        int at = 0;
        for (Column column : columns) {
            column.rows().write(index, most, truncation, into, at++, column.padding());
            into.put(at++, column.rows().length(index, most));
        }
        if (labels != null) {
            into.put(at, labels[index]);
        }
        if (values != null) {
            into.put(at, values[index]);
        }
    }

    @Override
    public long origin(int index) {
        return Origin.of(source, index);
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public int[] labels() {
        return labels == null ? Labels.read(this) : labels.clone();
    }

    @Override
    public int[] lengths(String field) {
        Ragged rows = columns.stream().filter(column -> column.name().equals(field)).findFirst().map(Column::rows).orElse(null);
        if (rows == null) {
            return RowLengths.read(this, field);
        }
        int[] lengths = new int[size()];
        Arrays.setAll(lengths, row -> rows.length(row, most));
        return lengths;
    }

    /** As in {@code SequenceDataset[4 rows, input "tokens" INT32 [7], lengths "tokens.lengths" INT32 [], target "y" INT32 []]}. */
    @Override
    public String toString() {
        return Describe.dataset(NAME, this);
    }
}
