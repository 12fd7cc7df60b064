package org.librate.core.kernel.host;

import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

/** Copies one slice of x for each index, for each position before the axis. */
final class Gathering extends RangeCall {

    private final Lanes lanes;
    private final NativeArray x;
    private final NativeArray index;
    private final NativeArray y;
    private final int indices;
    private final int width;

    Gathering(KernelOp.Gather op, NativeArray x, NativeArray index, NativeArray y) {
        this(Lanes.of(x.shape(), op.axis()), x, index, y);
    }

    private Gathering(Lanes lanes, NativeArray x, NativeArray index, NativeArray y) {
        super(lanes.outer() * index.size(), Math.max(1, (1 << 17) / (lanes.inner() + 16)));
        this.lanes = lanes;
        this.x = x;
        this.index = index;
        this.y = y;
        this.indices = (int) index.size();
        this.width = x.dtype().bytes();
    }

    @Override
    public void run(int from, int to) {
        int inner = lanes.inner();
        int at = from % indices;
        int base = x.start() + from / indices * lanes.length() * inner;
        for (int slice = from; slice < to; slice++) {
            long which = Elements.integer(index, index.start() + at);
            int target = y.start() + slice * inner;
            if (which < 0) {
                Elements.clear(width, y.block(), target, inner);
            } else {
                Elements.copyRun(width, x.block(), base + (int) which * inner, y.block(), target, inner);
            }
            if (++at == indices) {
                at = 0;
                base += lanes.length() * inner;
            }
        }
    }
}
