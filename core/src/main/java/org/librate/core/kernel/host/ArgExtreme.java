package org.librate.core.kernel.host;

import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

/** Where the largest or smallest element of each lane stands. */
final class ArgExtreme extends RangeCall {

    private final boolean largest;
    private final Lanes lanes;
    private final NativeArray x;
    private final NativeArray y;

    ArgExtreme(KernelOp.ArgReduce op, NativeArray x, NativeArray y) {
        this(op.largest(), Lanes.of(x.shape(), op.axis()), x, y);
    }

    private ArgExtreme(boolean largest, Lanes lanes, NativeArray x, NativeArray y) {
        super(lanes.count(), lanes.grain());
        this.largest = largest;
        this.lanes = lanes;
        this.x = x;
        this.y = y;
    }

    @Override
    public void run(int from, int to) {
        boolean floating = x.dtype().isFloating();
        for (int lane = from; lane < to; lane++) {
            int first = x.start() + lanes.first(lane, lanes.length());
            y.block().longs().put(y.start() + lane, floating ? ofReals(first) : ofIntegers(first));
        }
    }

    private int ofReals(int first) {
        double sign = largest ? 1 : -1;
        double best = sign * Elements.real(x, first);
        int where = 0;
        for (int i = 1; i < lanes.length() && best == best; i++) { // a NaN has won
            double value = sign * Elements.real(x, first + i * lanes.inner());
            if (!(value <= best)) {
                best = value;
                where = i;
            }
        }
        return where;
    }

    private int ofIntegers(int first) {
        long best = Elements.integer(x, first);
        int where = 0;
        for (int i = 1; i < lanes.length(); i++) {
            long value = Elements.integer(x, first + i * lanes.inner());
            if (largest ? value > best : value < best) {
                best = value;
                where = i;
            }
        }
        return where;
    }
}
