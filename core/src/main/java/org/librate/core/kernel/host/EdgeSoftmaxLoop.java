package org.librate.core.kernel.host;

import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.NativeArray;

/** Softmax over the edges of each row, head by head; with a gradient {@code g} what flows back through it, {@code y (g − Σ g y)}. */
final class EdgeSoftmaxLoop extends RangeCall {

    private final @Nullable NativeArray g;
    private final NativeArray x; // scores, or with a gradient the softmax of them
    private final EdgeLists lists;
    private final NativeArray y;
    private final int heads;

    EdgeSoftmaxLoop(@Nullable NativeArray g, NativeArray x, EdgeLists lists, NativeArray y) {
        super(lists.rows(), lists.grain(32 * (int) x.shape().last()));
        this.g = g;
        this.x = x;
        this.lists = lists;
        this.y = y;
        this.heads = (int) x.shape().last();
    }

    @Override
    public void run(int from, int to) {
        for (int r = from; r < to; r++) {
            for (int head = 0; head < heads; head++) {
                if (g == null) {
                    forward(r, head);
                } else {
                    backward(r, head, g);
                }
            }
        }
    }

    private void forward(int r, int head) {
        FloatBuffer source = x.block().floats();
        FloatBuffer target = y.block().floats();
        int first = lists.from(r);
        int last = lists.to(r);
        float most = Float.NEGATIVE_INFINITY;
        for (int k = first; k < last; k++) {
            most = lists.at(k) < 0 ? most : Math.max(most, source.get(x.start() + k * heads + head));
        }
        double sum = 0;
        for (int k = first; k < last; k++) {
            double part = lists.at(k) < 0 ? 0 : Math.exp((double) source.get(x.start() + k * heads + head) - most);
            target.put(y.start() + k * heads + head, (float) part);
            sum += part;
        }
        float scale = (float) (1 / sum);
        for (int k = first; k < last; k++) {
            int at = y.start() + k * heads + head;
            target.put(at, lists.at(k) < 0 ? 0 : target.get(at) * scale);
        }
    }

    private void backward(int r, int head, NativeArray gradient) {
        FloatBuffer gs = gradient.block().floats();
        FloatBuffer ys = x.block().floats();
        FloatBuffer target = y.block().floats();
        int first = lists.from(r);
        int last = lists.to(r);
        float sum = 0;
        for (int k = first; k < last; k++) {
            int at = k * heads + head;
            sum += lists.at(k) < 0 ? 0 : gs.get(gradient.start() + at) * ys.get(x.start() + at);
        }
        for (int k = first; k < last; k++) {
            int at = k * heads + head;
            target.put(y.start() + at, lists.at(k) < 0 ? 0 : ys.get(x.start() + at) * (gs.get(gradient.start() + at) - sum));
        }
    }
}
