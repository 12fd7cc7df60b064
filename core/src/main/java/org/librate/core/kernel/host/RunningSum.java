package org.librate.core.kernel.host;

import java.nio.FloatBuffer;
import org.librate.core.DType;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

/** The running sum of each lane. */
final class RunningSum extends RangeCall {

    private final boolean reversed;
    private final Lanes lanes;
    private final NativeArray x;
    private final NativeArray y;

    RunningSum(KernelOp.CumulativeSum op, NativeArray x, NativeArray y) {
        this(op.reversed(), Lanes.of(x.shape(), op.axis()), x, y);
    }

    private RunningSum(boolean reversed, Lanes lanes, NativeArray x, NativeArray y) {
        super(lanes.count(), lanes.grain());
        this.reversed = reversed;
        this.lanes = lanes;
        this.x = x;
        this.y = y;
    }

    @Override
    public void run(int from, int to) {
        int step = reversed ? -lanes.inner() : lanes.inner();
        for (int lane = from; lane < to; lane++) {
            int first = lanes.first(lane, lanes.length()) + (reversed ? (lanes.length() - 1) * lanes.inner() : 0);
            if (x.dtype() == DType.FLOAT32) {
                FloatBuffer source = x.block().floats();
                FloatBuffer target = y.block().floats();
                double sum = 0;
                for (int i = 0, at = first; i < lanes.length(); i++, at += step) {
                    sum += source.get(x.start() + at);
                    target.put(y.start() + at, (float) sum);
                }
            } else if (x.dtype() == DType.FLOAT64) {
                double sum = 0;
                for (int i = 0, at = first; i < lanes.length(); i++, at += step) {
                    sum += Elements.real(x, x.start() + at);
                    Elements.putReal(y, y.start() + at, sum);
                }
            } else {
                long sum = 0;
                for (int i = 0, at = first; i < lanes.length(); i++, at += step) {
                    sum += Elements.integer(x, x.start() + at);
                    Elements.putInteger(y, y.start() + at, sum);
                }
            }
        }
    }
}
