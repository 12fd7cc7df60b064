package org.librate.core.kernel.host;

import java.lang.ref.Reference;
import org.librate.core.kernel.Call;

/** Work on each index of [0, n), on one thread or several. Subclasses hold the arrays, which keeps their memory. */
abstract class RangeCall implements Call, HostParallel.Body {

    private final int n;
    private final int grain;

    /** @param grain how many indices are worth a thread of their own: about 50 µs of work */
    RangeCall(long n, int grain) {
        this.n = (int) n;
        this.grain = grain;
    }

    @Override
    public final void run() {
        try {
            HostParallel.run(this, n, grain);
        } finally {
            Reference.reachabilityFence(this); // the loops may have read all fields long before they are through with the memory
        }
    }
}
