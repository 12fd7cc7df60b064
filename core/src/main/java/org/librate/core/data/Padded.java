package org.librate.core.data;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.kernel.NativeArray;

/**
 * A batch of sequences of different lengths, padded at their ends, with their lengths beside them: what a fitted model is asked with.
 *
 * <pre>{@code
 * model.predict(Padded.of(new int[] {4, 8, 15}, new int[] {16, 23}))
 * }</pre>
 *
 * @param values {@code [n, time, ..]}
 * @param lengths INT32 {@code [n]}; null if every step is real
 */
public record Padded(Tensor values, @Nullable Tensor lengths) {

    public Padded {
        if (lengths != null) {
            if (values.rank() < 2 || lengths.dtype() != DType.INT32 || lengths.rank() != 1 || lengths.dim(0) != values.dim(0)) {
                throw new ShapeException("Padded", "needs sequences [n, time, ..] and an INT32 length for each row [n]", "", values.shape(),
                        lengths.shape());
            }
            for (int length : lengths.toInts()) {
                Check.require(length >= 0 && length <= values.dim(1), "Padded", "a length must be in [0, " + values.dim(1) + "]", length);
            }
        }
    }

    /** Rows of tokens. */
    public static Padded of(int[]... rows) {
        return of(Ragged.of(Arrays.asList(rows)), 0);
    }

    /** Rows of steps of features, {@code [row][time][feature]}. */
    public static Padded of(float[][]... rows) {
        return of(Ragged.of("Padded", rows), 0);
    }

    /** Padded rows and how many steps of each are real. */
    public static Padded of(Tensor values, int... lengths) {
        return new Padded(values, Tensor.of(lengths));
    }

    /** Rows of which every step is real. */
    public static Padded whole(Tensor values) {
        return new Padded(values, null);
    }

    private static Padded of(Ragged rows, double padding) {
        Check.require(rows.rows() > 0, "Padded", "needs at least one row", 0);
        Field field = Field.input("x", rows.dtype(), rows.shape(Math.max(1, rows.longest())));
        Layout layout = new Layout(List.of(field));
        Tensor values = Tensor.zeros(rows.dtype(), field.shape().prepend(rows.rows()));
        Row row = Row.over(layout, new NativeArray[] {values.array()});
        int[] lengths = new int[rows.rows()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = rows.length(i);
            rows.write(i, Integer.MAX_VALUE, Truncation.REFUSE, row.moveTo(i), 0, padding);
        }
        return new Padded(values, Tensor.of(lengths));
    }

    /** As in {@code Padded[INT32 [2, 3], lengths=[3, 2]]}. */
    @Override
    public String toString() {
        return "Padded[" + values.dtype() + " " + values.shape() + (lengths == null ? "" : ", lengths=" + Arrays.toString(lengths.toInts())) + "]";
    }
}
