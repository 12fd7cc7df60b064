package org.librate.core.kernel;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.Shape;

/**
 * A row-major, contiguous array in native memory: what kernels are handed.
 *
 * <p>Carved from an {@link Arena} it lives until the arena's step runs again; otherwise it lives as long as something refers to it.
 */
public final class NativeArray {

    /** Small lasting arrays share blocks of this size, so that making one costs no native call; the last of them keeps the whole block. */
    private static final int NURSERY_BYTES = 1 << 15;
    private static final int SMALL_BYTES = 1 << 10;
    private static final ThreadLocal<AtomicReference<@Nullable Nursery>> NURSERY = ThreadLocal.withInitial(AtomicReference::new);

    private static final class Nursery {
        final Block block = Block.allocate(NURSERY_BYTES);
        int used;
    }

    private final Block block;
    private final long offset; // in bytes
    private final DType dtype;
    private final Shape shape;
    private final @Nullable Arena arena;
    private final long generation;

    NativeArray(Block block, long offset, DType dtype, Shape shape, @Nullable Arena arena, long generation) {
        this.block = block;
        this.offset = offset;
        this.dtype = dtype;
        this.shape = shape;
        this.arena = arena;
        this.generation = generation;
    }

    /** A lasting array whose content is arbitrary. */
    public static NativeArray allocate(DType dtype, Shape shape) {
        long size = bytes(dtype, shape);
        if (size > SMALL_BYTES) {
            return new NativeArray(Block.allocate(size), 0, dtype, shape, null, 0);
        }
        AtomicReference<@Nullable Nursery> slot = NURSERY.get();
        Nursery nursery = slot.get();
        if (nursery == null || nursery.used + size > NURSERY_BYTES) {
            nursery = new Nursery();
            slot.set(nursery);
        }
        NativeArray array = new NativeArray(nursery.block, nursery.used, dtype, shape, null, 0);
        nursery.used += (int) ((size + Block.ALIGNMENT - 1) / Block.ALIGNMENT * Block.ALIGNMENT);
        return array;
    }

    /** What an array takes, at least one element. One that could not be counted in bytes is called too large here, and refused by its block. */
    static long bytes(DType dtype, Shape shape) {
        long size = Math.max(1, shape.size());
        return size > Long.MAX_VALUE / dtype.bytes() ? Long.MAX_VALUE : size * dtype.bytes();
    }

    /** An array over a whole block, for memory that came from elsewhere. */
    public static NativeArray over(Block block, DType dtype, Shape shape) {
        return new NativeArray(block, 0, dtype, shape, null, 0);
    }

    /** The same memory read as another shape with as many elements. */
    public NativeArray reshape(Shape other) {
        return new NativeArray(block, offset, dtype, other, arena, generation);
    }

    /** Part of the memory, from element {@code first} on: how flat buffers are divided into parameters. */
    public NativeArray slice(long first, Shape part) {
        if (first < 0 || first + part.size() > shape.size()) {
            throw new IllegalArgumentException("NativeArray: a part must lie within " + shape.size() + " elements, got " + first + " + " + part.size()
                    + ".");
        }
        return new NativeArray(block, offset + first * dtype.bytes(), dtype, part, arena, generation);
    }

    public DType dtype() {
        return dtype;
    }

    public Shape shape() {
        return shape;
    }

    public long size() {
        return shape.size();
    }

    /** The block whose buffers hold the elements, from {@link #start()} on. */
    public Block block() {
        return block;
    }

    /** The index of the first element in the block's buffer of this array's type. */
    public int start() {
        return (int) (offset / dtype.bytes());
    }

    /** Where the first element lies in native memory. */
    public long address() {
        return block.address() + offset;
    }

    public boolean isAlive() {
        return !block.isClosed() && (arena == null || arena.generation() == generation);
    }

    /** The arena it was carved from; null for a lasting array. */
    public @Nullable Arena arena() {
        return arena;
    }

    /** The same array as of the arena's present run: for a step that hands out its results after a replay. */
    public NativeArray renewed() {
        return arena == null ? this : new NativeArray(block, offset, dtype, shape, arena, arena.generation());
    }

    /** Whether two arrays are the same bytes, read as the same type and shape. */
    public boolean sameAs(NativeArray other) {
        return block == other.block && offset == other.offset && dtype == other.dtype && shape.equals(other.shape);
    }

    @Override
    public String toString() {
        return dtype + " " + shape;
    }
}
