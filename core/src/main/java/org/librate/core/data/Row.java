package org.librate.core.data;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.kernel.Block;
import org.librate.core.kernel.NativeArray;

/**
 * The place of one row: {@link Dataset#read} writes it, a {@link RowTransform} changes it. Inside a {@link Loader} it lies in the batch's own
 * memory, so what is written here is not copied again.
 *
 * <p>Fields are addressed by their position in {@link Dataset#fields}. Several rows of a batch may be written by several threads at once; one
 * row by one thread. Before it is written its content is arbitrary: write every element of every field.
 */
public final class Row {

    private static final byte[] ZEROS = new byte[4096];
    private static final int TRANSLATED = 1024;

    private final List<Field> fields;
    private final DType[] types;
    private final NativeArray[] arrays;
    private final int[] sizes;
    private final int[] starts; // of this row, in elements of the block's buffer
    private long epoch;
    private int repeat;

    private Row(Layout layout, NativeArray[] arrays) {
        this.fields = layout.fields;
        this.types = layout.types;
        this.arrays = arrays;
        this.sizes = layout.sizes;
        this.starts = new int[arrays.length];
        moveTo(0);
    }

    /** A row with memory of its own, for the given epoch. */
    public static Row of(List<Field> fields, long epoch) {
        NativeArray[] arrays = fields.stream().map(field -> NativeArray.allocate(field.dtype(), field.shape())).toArray(NativeArray[]::new);
        Row row = new Row(new Layout(fields), arrays);
        row.set(epoch, 0);
        return row;
    }

    /** A window that moves over the rows of a batch, whose arrays hold one row after another. */
    static Row over(Layout layout, NativeArray[] batch) {
        return new Row(layout, batch);
    }

    Row moveTo(int place) {
        for (int i = 0; i < starts.length; i++) {
            starts[i] = arrays[i].start() + place * sizes[i];
        }
        return this;
    }

    Row set(long epoch, int repeat) {
        this.epoch = epoch;
        this.repeat = repeat;
        return this;
    }

    public List<Field> fields() {
        return fields;
    }

    /** The epoch that the row is read for. */
    public long epoch() {
        return epoch;
    }

    /** How often this epoch has already had the same row: above 0 only where an order, or a subset of what is read, repeats rows. */
    public int repeat() {
        return repeat;
    }

    // ---- writing ----

    /** All elements of a FLOAT32 or FLOAT64 field. */
    public void put(int field, float[] values) {
        checkCount(field, values.length);
        put(field, values, 0);
    }

    /** All elements of a FLOAT32 or FLOAT64 field, from {@code values[from]} on. */
    public void put(int field, float[] values, int from) {
        Block block = arrays[field].block();
        switch (types[field]) {
            case FLOAT32 -> block.floats().put(starts[field], values, from, sizes[field]);
            case FLOAT64 -> {
                for (int i = 0; i < sizes[field]; i++) {
                    block.doubles().put(starts[field] + i, values[from + i]);
                }
            }
            default -> throw wrongType(field, "floating point values");
        }
    }

    /** All elements of an INT32 or INT64 field; one label, too. */
    public void put(int field, int... values) {
        checkCount(field, values.length);
        Block block = arrays[field].block();
        switch (types[field]) {
            case INT32 -> block.ints().put(starts[field], values);
            case INT64 -> {
                for (int i = 0; i < values.length; i++) {
                    block.longs().put(starts[field] + i, values[i]);
                }
            }
            default -> throw wrongType(field, "whole numbers");
        }
    }

    /** The first elements of an INT32 field, and padding for the others. */
    void putSteps(int field, int[] values, int from, int count, int padding) {
        IntBuffer ints = arrays[field].block().ints();
        ints.put(starts[field], values, from, count);
        for (int i = count; i < sizes[field]; i++) {
            ints.put(starts[field] + i, padding);
        }
    }

    /** The first elements of a FLOAT32 field, and padding for the others. */
    void putSteps(int field, float[] values, int from, int count, float padding) {
        FloatBuffer floats = arrays[field].block().floats();
        floats.put(starts[field], values, from, count);
        for (int i = count; i < sizes[field]; i++) {
            floats.put(starts[field] + i, padding);
        }
    }

    /** All elements of a UINT8 field, from {@code values[from]} on. */
    public void put(int field, byte[] values, int from) {
        if (types[field].bytes() != 1) {
            throw wrongType(field, "bytes");
        }
        arrays[field].block().bytes().put(starts[field], values, from, sizes[field]);
    }

    /**
     * All elements of a FLOAT32 field from unsigned bytes, from {@code values[from]} on: {@code tables[channel][byte]}, the channels being the last
     * axis; one table serves all.
     */
    public void put(int field, byte[] values, int from, float[][] tables) {
        if (types[field] != DType.FLOAT32) {
            throw wrongType(field, "float values");
        }
        FloatBuffer floats = arrays[field].block().floats();
        int size = sizes[field];
        Check.require(tables.length > 0 && size % tables.length == 0, "Row", "needs a table for each channel, or one, for " + size + " elements",
                tables.length + " tables");
        float[] some = new float[Math.min(size, TRANSLATED * tables.length)]; // copied at once, which is faster than one by one
        for (int at = 0; at < size; at += some.length) {
            int count = Math.min(some.length, size - at);
            translate(values, from + at, count, tables, some);
            floats.put(starts[field] + at, some, 0, count);
        }
    }

    /** So many bytes through the tables, the first being of the first channel. */
    private static void translate(byte[] values, int from, int count, float[][] tables, float[] into) {
        int i = 0;
        if (tables.length == 3) {
            float[] first = tables[0];
            float[] second = tables[1];
            float[] third = tables[2];
            for (; i < count - 2; i += 3) {
                into[i] = first[values[from + i] & 0xFF];
                into[i + 1] = second[values[from + i + 1] & 0xFF];
                into[i + 2] = third[values[from + i + 2] & 0xFF];
            }
        } else if (tables.length == 1) {
            float[] table = tables[0];
            for (; i < count; i++) {
                into[i] = table[values[from + i] & 0xFF];
            }
        }
        for (; i < count; i++) {
            into[i] = tables[i % tables.length][values[from + i] & 0xFF];
        }
    }

    /** All elements of a field from row {@code index} of memory that holds rows of the same type and size. */
    void put(int field, NativeArray from, int index) {
        int size = sizes[field];
        int bytes = types[field].bytes();
        Block into = arrays[field].block();
        int at = from.start() + index * size;
        if (size == 1 && bytes == Float.BYTES) { // a label: the call that copies many costs more than the copy
            into.ints().put(starts[field], from.block().ints().get(at));
        } else {
            into.bytes().put(starts[field] * bytes, from.block().bytes(), at * bytes, size * bytes);
        }
    }

    /** All elements of a field from bytes in this machine's order. */
    void put(int field, ByteBuffer from, int at) {
        int bytes = types[field].bytes();
        arrays[field].block().bytes().put(starts[field] * bytes, from, at, sizes[field] * bytes);
    }

    /** One element, in the field's type. */
    public void set(int field, int at, double value) {
        Block block = arrays[field].block();
        int i = starts[field] + at(field, at);
        switch (types[field]) {
            case FLOAT32 -> block.floats().put(i, (float) value);
            case FLOAT64 -> block.doubles().put(i, value);
            case INT32 -> block.ints().put(i, (int) value);
            case INT64 -> block.longs().put(i, (long) value);
            case UINT8 -> block.bytes().put(i, (byte) (int) value);
            case BOOL -> block.bytes().put(i, (byte) (value != 0 ? 1 : 0));
        }
    }

    // ---- reading ----

    /** One element. */
    public double get(int field, int at) {
        Block block = arrays[field].block();
        int i = starts[field] + at(field, at);
        return switch (types[field]) {
            case FLOAT32 -> block.floats().get(i);
            case FLOAT64 -> block.doubles().get(i);
            case INT32 -> block.ints().get(i);
            case INT64 -> block.longs().get(i);
            case UINT8 -> block.bytes().get(i) & 0xFF;
            case BOOL -> block.bytes().get(i);
        };
    }

    /** All elements of a FLOAT32 field, into an array of your own. */
    public void get(int field, float[] into) {
        checkCount(field, into.length);
        if (types[field] != DType.FLOAT32) {
            throw wrongType(field, "float values");
        }
        arrays[field].block().floats().get(starts[field], into);
    }

    /** All elements of a UINT8 field, into an array of your own. */
    public void get(int field, byte[] into) {
        checkCount(field, into.length);
        if (types[field] != DType.UINT8) {
            throw wrongType(field, "bytes");
        }
        arrays[field].block().bytes().get(starts[field], into);
    }

    /** The elements of a field. */
    public double[] toArray(int field) {
        double[] values = new double[sizes[field]];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(field, i);
        }
        return values;
    }

    /** The bytes of a field, in this machine's order. */
    void get(int field, ByteBuffer into, int at) {
        int bytes = types[field].bytes();
        into.put(at, arrays[field].block().bytes(), starts[field] * bytes, sizes[field] * bytes);
    }

    /** Writes one field of this row into a field of another with the same type and shape. */
    public void copy(int field, Row into, int intoField) {
        Field mine = fields.get(field);
        Field theirs = into.fields.get(intoField);
        Check.require(mine.dtype() == theirs.dtype() && mine.shape().equals(theirs.shape()), "Row",
                "a field can be copied to one of the same type and shape", mine + " to " + theirs);
        int bytes = mine.dtype().bytes();
        into.arrays[intoField].block().bytes()
                .put(into.starts[intoField] * bytes, arrays[field].block().bytes(), starts[field] * bytes, sizes[field] * bytes);
    }

    /** Makes all elements of a field 0. */
    void clear(int field) {
        int bytes = types[field].bytes();
        ByteBuffer memory = arrays[field].block().bytes();
        int end = (starts[field] + sizes[field]) * bytes;
        for (int i = starts[field] * bytes; i < end; i += ZEROS.length) {
            memory.put(i, ZEROS, 0, Math.min(ZEROS.length, end - i));
        }
    }

    /** Writes all fields of this row into another with the same fields. */
    public void copy(Row into) {
        for (int i = 0; i < sizes.length; i++) {
            copy(i, into, i);
        }
    }

    /** A row that reads and writes some of this one's fields, in the given order, in the same memory. */
    Row view(Layout some, int[] positions) {
        NativeArray[] part = new NativeArray[positions.length];
        for (int i = 0; i < part.length; i++) {
            part[i] = arrays[positions[i]];
        }
        Row row = new Row(some, part).set(epoch, repeat);
        for (int i = 0; i < part.length; i++) {
            row.starts[i] = starts[positions[i]];
        }
        return row;
    }

    private int at(int field, int at) {
        if (at < 0 || at >= sizes[field]) {
            throw new IndexOutOfBoundsException("Row: field " + fields.get(field) + " has " + sizes[field] + " elements, got index " + at + ".");
        }
        return at;
    }

    private void checkCount(int field, int count) {
        if (count != sizes[field]) {
            Shape shape = fields.get(field).shape();
            throw new ShapeException("Row", "field \"" + fields.get(field).name() + "\" takes exactly its elements", "got " + count, shape);
        }
    }

    private IllegalArgumentException wrongType(int field, String what) {
        return new IllegalArgumentException("Row: " + fields.get(field) + " cannot be given or asked for " + what + ". Use the method of its type.");
    }

    @Override
    public String toString() {
        return "Row" + fields;
    }
}
