package org.librate.core.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.librate.core.Tensor;
import org.librate.core.kernel.Arena;
import org.librate.core.kernel.NativeArray;

/**
 * The memory of one batch, filled again and again. It lies in an arena, whose generations make tensors of an earlier filling an error
 * instead of other rows.
 */
final class Slot implements AutoCloseable {

    private final List<Field> fields;
    private final Arena arena = new Arena("a Loader's batch");

    Slot(List<Field> fields) {
        this.fields = fields;
    }

    /** Takes the tensors back that were handed out last. */
    void retire() {
        arena.nextGeneration();
    }

    /** Reads some rows; stops early, with nothing to show for it, once they are not wanted any more. */
    Batch fill(Dataset data, int[] rows, int[] repeats, long epoch, int index, BooleanSupplier unwanted) {
        arena.reset();
        NativeArray[] arrays = new NativeArray[fields.size()];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = arena.carve(fields.get(i).dtype(), fields.get(i).shape().prepend(rows.length));
        }
        long[] origins = new long[rows.length];
        Row row = Row.over(fields, arrays);
        for (int i = 0; i < rows.length && !unwanted.getAsBoolean(); i++) {
            try {
                data.read(rows[i], row.moveTo(i).set(epoch, repeats.length == 0 ? 0 : repeats[i]));
                origins[i] = data.origin(rows[i]);
            } catch (RuntimeException e) {
                throw new RowException(data, rows[i], origin(data, rows[i]), e);
            }
        }
        List<Tensor> tensors = new ArrayList<>(arrays.length);
        for (int i = 0; i < arrays.length; i++) {
            tensors.add(Tensor.over(arrays[i]).named("batch's " + fields.get(i).name()));
        }
        return new Batch(fields, tensors, rows, origins, epoch, index);
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
