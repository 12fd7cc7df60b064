package org.librate.core.kernel.nd4j;

import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.Width;

/**
 * Work on native memory that stays allocated for as long as the call exists, and until a run has ended.
 *
 * <p>The fence is needed: the work itself only knows addresses and buffers, so without it the last arrays could be collected
 * while a run is still writing to them.
 */
final class HeldCall implements Call, Runnable {

    private final Runnable work;
    private final @Nullable NativeArray[] held;

    private HeldCall(Runnable work, @Nullable NativeArray[] held) {
        this.work = work;
        this.held = held;
    }

    static HeldCall of(Runnable work, @Nullable NativeArray... held) {
        return new HeldCall(work, held);
    }

    @Override
    public void run() {
        Width.apply(Width.limit());
        try {
            work.run();
        } finally {
            Reference.reachabilityFence(held);
        }
    }
}
