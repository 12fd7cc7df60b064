package org.librate.core.data;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.kernel.Arena;
import org.librate.core.kernel.NativeArray;

/**
 * The memory of one batch, filled again and again. It lies in an arena, whose generations make tensors of an earlier filling an error
 * instead of other rows.
 */
final class Slot implements AutoCloseable {

    private final Layout layout;
    private final Buckets buckets;
    private final Arena arena = new Arena("a Loader's batch");
    private Shape[] shapes = {}; // of the last filling: all batches but the last have the same
    private int shapedFor = -1;

    Slot(Layout layout, Buckets buckets) {
        this.layout = layout;
        this.buckets = buckets;
    }

    /** Takes the tensors back that were handed out last. */
    void retire() {
        arena.nextGeneration();
    }

    /**
     * Reads the rows at {@code order[first]} to {@code order[last - 1]}; stops early, with nothing to show for it, once they are not wanted any more.
     *
     * @param repeats how often each place's row has come before; empty if no row comes twice
     */
    Batch fill(Dataset data, int[] order, int[] repeats, int first, int last, long epoch, int index, BooleanSupplier unwanted) {
        NativeArray[] arrays = carve(last - first);
        Row row = Row.over(layout, arrays);
        for (int i = first; i < last && !unwanted.getAsBoolean(); i++) {
            try {
                data.read(order[i], row.moveTo(i - first).set(epoch, repeats.length == 0 ? 0 : repeats[i]));
            } catch (RuntimeException e) {
                throw new RowException(data, order[i], origin(data, order[i]), e);
            }
        }
        if (layout.hasSequences && !unwanted.getAsBoolean()) {
            trim(arrays, data, order, first, last - first);
        }
        Tensor[] tensors = new Tensor[arrays.length];
        for (int i = 0; i < tensors.length; i++) {
            tensors[i] = Tensor.over(arrays[i]).named(layout.tensorNames[i]);
        }
        return new Batch(layout, tensors, data, order, first, last, epoch, index);
    }

    /**
     * Cuts what is padding in every row. Time is the first axis, so what stays of a row is its beginning, and rows move up in the memory they lie in.
     */
    private void trim(NativeArray[] arrays, Dataset data, int[] order, int first, int rows) {
        for (int i = 0; i < arrays.length; i++) {
            if (layout.lengthsOf[i] >= 0) {
                long steps = layout.steps(i);
                int keep = buckets.above(longest(arrays[layout.lengthsOf[i]], i, data, order, first, rows), Math.toIntExact(steps));
                if (keep < steps) {
                    arrays[i] = trimmed(arrays[i], rows, keep);
                }
            }
        }
    }

    private int longest(NativeArray lengths, int field, Dataset data, int[] order, int first, int rows) {
        int longest = 0;
        for (int row = 0; row < rows; row++) {
            int length = lengths.block().ints().get(lengths.start() + row);
            if (length < 0 || length > layout.steps(field)) {
                IllegalArgumentException wrong = new IllegalArgumentException("Field \"" + layout.fields.get(field).name()
                        + "\": a length must be in [0, " + layout.steps(field) + "], got " + length + ".");
                throw new RowException(data, order[first + row], origin(data, order[first + row]), wrong);
            }
            longest = Math.max(longest, length);
        }
        return longest;
    }

    private static NativeArray trimmed(NativeArray whole, int rows, int steps) {
        Shape shape = whole.shape().with(1, steps);
        int bytes = whole.dtype().bytes();
        int before = (int) (whole.size() / rows) * bytes;
        int after = (int) (shape.size() / rows) * bytes;
        int start = whole.start() * bytes;
        ByteBuffer memory = whole.block().bytes();
        for (int row = 1; row < rows; row++) {
            memory.put(start + row * after, memory, start + row * before, after);
        }
        return whole.slice(0, shape);
    }

    private NativeArray[] carve(int rows) {
        if (rows != shapedFor) {
            shapes = layout.shapes(rows);
            shapedFor = rows;
        }
        arena.reset();
        NativeArray[] arrays = new NativeArray[shapes.length];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = arena.carve(layout.types[i], shapes[i]);
        }
        return arrays;
    }

    private static long origin(Dataset data, int row) {
        try {
            return data.origin(row);
        } catch (RuntimeException e) { // the complaint about the row matters more
            return row;
        }
    }

    /** Frees the memory; its tensors are dead. */
    @Override
    public void close() {
        arena.close();
    }
}
