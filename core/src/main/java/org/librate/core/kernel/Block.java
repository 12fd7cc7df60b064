package org.librate.core.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * One piece of native memory, aligned to 64 bytes. Arrays are carved from it; it is freed when it is closed, or
 * collected once nothing refers to it.
 *
 * <p>Java reads and writes it through buffers over the whole block, so a view of an array costs no object.
 * JavaCPP allocates it, as it does for ND4J, so its limits ({@code org.bytedeco.javacpp.maxbytes}) count both.
 */
public final class Block implements AutoCloseable {

    /** What one block, and so one array, can hold: buffers are indexed with an {@code int}. */
    public static final long MOST_BYTES = Integer.MAX_VALUE - 63L;

    static final int ALIGNMENT = 64;

    private static final AtomicLong ALLOCATIONS = new AtomicLong();

    private final Object owner; // what frees the memory: it must outlive every use
    private final long address;
    private final ByteBuffer bytes;
    private final FloatBuffer floats;
    private final DoubleBuffer doubles;
    private final IntBuffer ints;
    private final LongBuffer longs;
    private volatile boolean closed;

    private Block(Object owner, long address, ByteBuffer bytes) {
        this.owner = owner;
        this.address = address;
        this.bytes = bytes.order(ByteOrder.nativeOrder());
        this.floats = this.bytes.asFloatBuffer();
        this.doubles = this.bytes.asDoubleBuffer();
        this.ints = this.bytes.asIntBuffer();
        this.longs = this.bytes.asLongBuffer();
    }

    /** New memory of at least {@code size} bytes. Its content is arbitrary. */
    public static Block allocate(long size) {
        if (size > MOST_BYTES) {
            throw new IllegalArgumentException("Tensor: one tensor holds at most " + MOST_BYTES + " bytes (2 GiB), got " + size
                    + ". Work in batches, or keep the data in several tensors.");
        }
        long rounded = Math.max(ALIGNMENT, (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
        BytePointer pointer;
        try {
            pointer = new BytePointer(rounded + ALIGNMENT);
        } catch (OutOfMemoryError e) {
            OutOfMemoryError error = new OutOfMemoryError("Librate: no native memory for " + rounded + " bytes; "
                    + Pointer.totalBytes() + " bytes are in use, the limit is " + Pointer.maxBytes()
                    + " (it follows -Xmx). Raise -Xmx or -Dorg.bytedeco.javacpp.maxbytes, use smaller batches, or keep fewer tensors.");
            error.initCause(e);
            throw error;
        } catch (LinkageError | RuntimeException e) { // JavaCPP keeps its failure to load to itself, until it is used
            throw new IllegalStateException("Librate: there is no native memory, because JavaCPP's native library did not load. Librate.doctor() "
                    + "tells the cause and what helps.", e);
        }
        ALLOCATIONS.incrementAndGet();
        long start = pointer.address();
        int skip = (int) (-start & (ALIGNMENT - 1));
        ByteBuffer all = pointer.capacity(rounded + ALIGNMENT).asByteBuffer();
        return new Block(pointer, start + skip, all.slice(skip, (int) rounded));
    }

    /** Memory that belongs to somebody else, such as an ND4J array. The owner is kept alive. */
    public static Block wrap(Pointer pointer, long size, Object owner) {
        if (size > MOST_BYTES) {
            throw new IllegalArgumentException("Tensor: one tensor holds at most " + MOST_BYTES + " bytes (2 GiB), got " + size + ".");
        }
        BytePointer view = new BytePointer(pointer).position(0).capacity(size);
        return new Block(new Object[] {owner, view}, pointer.address(), view.asByteBuffer());
    }

    /** How many blocks this process has allocated so far: a step that is replayed does not move it. */
    public static long allocations() {
        return ALLOCATIONS.get();
    }

    /** How many native objects JavaCPP keeps track of in this process, ours and ND4J's. */
    public static long nativeObjects() {
        return Pointer.totalCount();
    }

    /** How many native bytes JavaCPP has handed out in this process, ours and ND4J's. */
    public static long nativeBytes() {
        return Pointer.totalBytes();
    }

    public long address() {
        return address;
    }

    public long size() {
        return bytes.capacity();
    }

    public ByteBuffer bytes() {
        return bytes;
    }

    public FloatBuffer floats() {
        return floats;
    }

    public DoubleBuffer doubles() {
        return doubles;
    }

    public IntBuffer ints() {
        return ints;
    }

    public LongBuffer longs() {
        return longs;
    }

    boolean isClosed() {
        return closed;
    }

    /** Frees the memory at once. Only for an owner that knows that nothing uses it any more. */
    @Override
    public void close() {
        closed = true;
        if (owner instanceof Pointer pointer) {
            pointer.deallocate();
        }
    }
}
