package org.librate.core.kernel.host;

import org.librate.core.kernel.NativeArray;

/** Neighbours to neighbours: one bulk copy, or one for each thread. */
final class RunCopy extends RangeCall {

    private static final int WORK = 1 << 18; // elements worth a thread

    private final NativeArray x;
    private final int first;
    private final NativeArray y;
    private final int target;

    RunCopy(NativeArray x, int first, NativeArray y, int target, int count) {
        super(count, WORK);
        this.x = x;
        this.first = first;
        this.y = y;
        this.target = target;
    }

    @Override
    public void run(int from, int to) {
        Elements.copyRun(x.dtype().bytes(), x.block(), first + from, y.block(), target + from, to - from);
    }
}
