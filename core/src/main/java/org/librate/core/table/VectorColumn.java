package org.librate.core.table;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/**
 * Several numbers of one shape in each row: a picture, a series, an embedding, the columns of a one-hot encoding. Nothing is missing.
 *
 * <p>A column of which each row has a single 1, or none, knows its places ({@link #oneHot}): a thousand categories of a million rows are a million
 * integers until somebody asks for the {@link #values}.
 */
public final class VectorColumn implements Column {

    private static final int NONE = -1;

    private final String name;
    private final Shape shape; // in one row
    private final int @Nullable [] places; // of the 1 in each row, if that is all there is
    private volatile @Nullable Tensor values; // [rows, ...]

    private VectorColumn(String name, Shape shape, int @Nullable [] places, @Nullable Tensor values) {
        this.name = Names.check(name);
        this.shape = shape;
        this.places = places;
        this.values = values;
    }

    /** The rows of a tensor {@code [rows, ...]} of FLOAT32, which is shared, not copied: do not write to it any more. */
    public static VectorColumn of(String name, Tensor values) {
        if (values.rank() < 2 || values.dtype() != DType.FLOAT32) {
            throw new ShapeException("Column " + name, "needs FLOAT32 values [rows, ...]", values.dtype() + "", values.shape());
        }
        return ofValues(name, lasting(values));
    }

    private static Tensor lasting(Tensor values) {
        return values.array().arena() == null ? values.detach() : values.keep();
    }

    private static VectorColumn ofValues(String name, Tensor values) {
        return new VectorColumn(name, values.shape().slice(1, values.rank()), null, values);
    }

    /**
     * Rows of {@code width} numbers that are all 0 but for a 1 at the place given for the row; −1 is a row of zeros.
     * {@code VectorColumn.oneHot("size", 3, 0, 2, -1)} has the rows 1 0 0, 0 0 1 and 0 0 0.
     */
    public static VectorColumn oneHot(String name, int width, int... places) {
        Check.positive("Column " + name, "width", width);
        for (int place : places) {
            Check.require(place >= NONE && place < width, "Column " + name, "places must be in [-1, " + (width - 1) + "]", place);
        }
        return new VectorColumn(name, Shape.of(width), places.clone(), null);
    }

    /** All rows, {@code [rows, ...]}. */
    public Tensor values() {
        Tensor known = values;
        if (known == null) {
            known = written();
            values = known;
        }
        return known;
    }

    private Tensor written() {
        int width = Math.toIntExact(shape.size());
        Check.require((long) size() * width <= Integer.MAX_VALUE, toString(), "all zeros and ones together must be below 2^31",
                (long) size() * width, "Group rare levels, or take fewer rows at a time.");
        float[] numbers = new float[size() * width];
        fill(numbers, 0, width, 0, size());
        return lasting(size() == 0 ? Tensor.zeros(DType.FLOAT32, shape.prepend(0)) : Tensor.of(shape.prepend(size()), numbers));
    }

    /** Whether each row is known to be a single 1 among zeros, or zeros alone: see {@link #oneHot}. */
    public boolean isOneHot() {
        return places != null;
    }

    /** Where the 1 of each row is, −1 in a row of zeros; of a column that {@link #isOneHot}. */
    public int[] places() {
        Check.require(isOneHot(), toString(), "only a one-hot column has places", shape, "Ask isOneHot() first.");
        return Objects.requireNonNull(places).clone();
    }

    /** Writes the ones of some rows of a one-hot column into a matrix of zeros, from its column {@code at} on. */
    void fill(float[] matrix, int at, int width, int from, int to) {
        int[] ones = Objects.requireNonNull(places);
        for (int row = from; row < to; row++) {
            if (ones[row] != NONE) {
                matrix[row * width + at + ones[row]] = 1;
            }
        }
    }

    /** The shape in one row. */
    public Shape shape() {
        return shape;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ColumnType type() {
        return ColumnType.VECTOR;
    }

    @Override
    public int size() {
        return places != null ? places.length : Math.toIntExact(values().dim(0));
    }

    @Override
    public boolean isMissing(int row) {
        return false;
    }

    /** Its numbers, separated by blanks. */
    @Override
    public String text(int row) {
        StringBuilder text = new StringBuilder();
        if (places != null) { // one row is no reason to write all of them
            for (int i = 0; i < shape.size(); i++) {
                text.append(i == 0 ? "" : " ").append(i == places[row] ? 1f : 0f);
            }
            return text.toString();
        }
        for (float value : values().slice(0, row, row + 1).toArray()) {
            text.append(text.isEmpty() ? "" : " ").append(value);
        }
        return text.toString();
    }

    @Override
    public VectorColumn rows(int... rows) {
        if (places != null) {
            int[] some = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                some[i] = places[rows[i]];
            }
            return new VectorColumn(name, shape, some, null);
        }
        Tensor some = rows.length == 0 ? Tensor.zeros(DType.FLOAT32, shape.prepend(0)) : values().gather(0, Tensor.of(rows));
        return ofValues(name, some.detach());
    }

    @Override
    public VectorColumn named(String name) {
        return new VectorColumn(name, shape, places, values);
    }

    @Override
    public VectorColumn concat(Column other) {
        boolean fits = other instanceof VectorColumn vectors && vectors.shape().equals(shape);
        Check.require(fits, "Table", "columns \"" + name + "\" must be of one type and shape to be put together, " + shape, other);
        VectorColumn more = (VectorColumn) other;
        if (places != null && more.places != null) {
            int[] all = Arrays.copyOf(places, Math.addExact(places.length, more.places.length));
            System.arraycopy(more.places, 0, all, places.length, more.places.length);
            return new VectorColumn(name, shape, all, null);
        }
        return ofValues(name, Tensor.concat(0, values(), more.values()).detach());
    }

    @Override
    public String toString() {
        return "VectorColumn[" + name + ", " + size() + " rows of " + shape + "]";
    }
}
