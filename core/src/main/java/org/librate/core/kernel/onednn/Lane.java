package org.librate.core.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_destroy;

import org.bytedeco.dnnl.dnnl_stream;
import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.Block;

/**
 * What one thread runs calls with: a stream, and the memory that primitives use only while they run. Calls of two threads never
 * share it, so primitives can be shared by all.
 */
final class Lane {

    private static final ThreadLocal<Lane> CURRENT = ThreadLocal.withInitial(Lane::new);

    final dnnl_stream stream = OneDnn.newStream();
    private @Nullable Block workspace;

    private Lane() {
        dnnl_stream handle = stream;
        OneDnn.CLEANER.register(this, () -> dnnl_stream_destroy(handle));
    }

    static Lane current() {
        return CURRENT.get();
    }

    /** Memory of at least so many bytes, whose content is arbitrary: the same as last time unless that was too small. */
    Block workspace(long bytes) {
        Block present = workspace;
        if (present == null || present.size() < bytes) {
            // Grows by half as well, so that a series of slightly larger calls does not allocate each time.
            long size = present == null ? Math.max(bytes, 1 << 16) : Math.max(bytes, Math.min(Block.MOST_BYTES, present.size() + present.size() / 2));
            present = Block.allocate(size);
            workspace = present;
        }
        return present;
    }
}
