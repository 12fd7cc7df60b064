package org.librate.core.table;

import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/** Several numbers of one shape in each row: a picture, a series, an embedding, the columns of a one-hot encoding. Nothing is missing. */
public final class VectorColumn implements Column {

    private final String name;
    private final Tensor values; // [rows, ...]

    private VectorColumn(String name, Tensor values) {
        this.name = Names.check(name);
        this.values = values;
    }

    /** The rows of a tensor {@code [rows, ...]} of FLOAT32, which is shared, not copied: do not write to it any more. */
    public static VectorColumn of(String name, Tensor values) {
        if (values.rank() < 2 || values.dtype() != DType.FLOAT32) {
            throw new ShapeException("Column " + name, "needs FLOAT32 values [rows, ...]", values.dtype() + "", values.shape());
        }
        return new VectorColumn(name, values.array().arena() == null ? values.detach() : values.keep());
    }

    /** All rows, {@code [rows, ...]}. */
    public Tensor values() {
        return values;
    }

    /** The shape in one row. */
    public Shape shape() {
        return values.shape().slice(1, values.rank());
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
        return Math.toIntExact(values.dim(0));
    }

    @Override
    public boolean isMissing(int row) {
        return false;
    }

    /** Its numbers, separated by blanks. */
    @Override
    public String text(int row) {
        StringBuilder text = new StringBuilder();
        for (float value : values.slice(0, row, row + 1).toArray()) {
            text.append(text.isEmpty() ? "" : " ").append(value);
        }
        return text.toString();
    }

    @Override
    public VectorColumn rows(int... rows) {
        Tensor some = rows.length == 0 ? Tensor.zeros(DType.FLOAT32, values.shape().with(0, 0)) : values.gather(0, Tensor.of(rows));
        return new VectorColumn(name, some.detach());
    }

    @Override
    public VectorColumn named(String name) {
        return new VectorColumn(name, values);
    }

    @Override
    public VectorColumn concat(Column other) {
        boolean fits = other instanceof VectorColumn vectors && vectors.shape().equals(shape());
        Check.require(fits, "Table", "columns \"" + name + "\" must be of one type and shape to be put together, " + shape(), other);
        return new VectorColumn(name, Tensor.concat(0, values, ((VectorColumn) other).values).detach());
    }

    @Override
    public String toString() {
        return "VectorColumn[" + name + ", " + size() + " rows of " + shape() + "]";
    }
}
