package org.librate.core.kernel;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.DType;
import org.librate.core.Shape;

/**
 * Memory for the temporary arrays of one step: carved front to back, given back together, used again for the next run.
 *
 * <p>Arrays know the run (generation) they were carved in. Asking for one of an earlier run is an error, never old bytes.
 * Not safe for several threads at once: one step, one arena, one thread at a time.
 */
public final class Arena implements AutoCloseable {

    private static final long FIRST_CHUNK = 1L << 20;

    private final String name;
    private final List<Block> chunks = new ArrayList<>();
    private int current;
    private long used;
    private volatile long generation;
    private volatile boolean closed;

    public Arena(String name) {
        this.name = name;
    }

    /** An array whose content is arbitrary. */
    public NativeArray carve(DType dtype, Shape shape) {
        if (closed) {
            throw new IllegalStateException(name + ": closed, it cannot run any more.");
        }
        long size = Math.min(NativeArray.bytes(dtype, shape), Block.MOST_BYTES + 1); // more than a block holds stays more when rounded up
        long need = (size + Block.ALIGNMENT - 1) / Block.ALIGNMENT * Block.ALIGNMENT;
        while (current < chunks.size() && used + need > chunks.get(current).size()) {
            current++;
            used = 0;
        }
        if (current == chunks.size()) {
            long next = chunks.isEmpty() ? FIRST_CHUNK : Math.min(chunks.get(chunks.size() - 1).size() * 2, 1L << 28);
            chunks.add(Block.allocate(Math.max(next, need)));
        }
        NativeArray array = new NativeArray(chunks.get(current), used, dtype, shape, this, generation);
        used += need;
        return array;
    }

    /** Takes all arrays back. Those handed out before are dead from here on. */
    public void reset() {
        generation++;
        current = 0;
        used = 0;
    }

    /** Marks everything handed out before as dead, without carving anew: what a replay does. */
    public void nextGeneration() {
        generation++;
    }

    public long generation() {
        return generation;
    }

    public String name() {
        return name;
    }

    /** Bytes of native memory this arena holds. */
    public long capacity() {
        return chunks.stream().mapToLong(Block::size).sum();
    }

    boolean isClosed() {
        return closed;
    }

    /** Frees the memory. Arrays carved from it are dead. */
    @Override
    public void close() {
        closed = true;
        generation++;
        chunks.forEach(Block::close);
        chunks.clear();
    }
}
