package org.librate.core.data;

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
    private final Arena arena = new Arena("a Loader's batch");
    private Shape[] shapes = {}; // of the last filling: all batches but the last have the same
    private int shapedFor = -1;

    Slot(Layout layout) {
        this.layout = layout;
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
        Tensor[] tensors = new Tensor[arrays.length];
        for (int i = 0; i < tensors.length; i++) {
            tensors[i] = Tensor.over(arrays[i]).named(layout.tensorNames[i]);
        }
        return new Batch(layout, tensors, data, order, first, last, epoch, index);
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
