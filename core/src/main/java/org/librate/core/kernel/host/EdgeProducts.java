package org.librate.core.kernel.host;

import java.nio.FloatBuffer;
import org.librate.core.kernel.NativeArray;

/** The product of what lies at the two ends of each edge, summed over each head's features. */
final class EdgeProducts extends RangeCall {

    private final NativeArray a;
    private final NativeArray b;
    private final EdgeLists lists;
    private final NativeArray y;
    private final int features;
    private final int heads;
    private final int width; // of a head

    EdgeProducts(NativeArray a, NativeArray b, EdgeLists lists, NativeArray y) {
        super(lists.rows(), lists.grain((int) a.shape().last()));
        this.a = a;
        this.b = b;
        this.lists = lists;
        this.y = y;
        this.features = (int) a.shape().last();
        this.heads = (int) y.shape().last();
        this.width = features / heads;
    }

    @Override
    public void run(int from, int to) {
        FloatBuffer left = a.block().floats();
        FloatBuffer right = b.block().floats();
        FloatBuffer target = y.block().floats();
        for (int r = from; r < to; r++) {
            int last = lists.to(r);
            for (int k = lists.from(r); k < last; k++) {
                int neighbour = lists.at(k);
                for (int h = 0; h < heads; h++) {
                    float product = neighbour < 0 ? 0 : dot(left, a.start() + r * features + h * width, right,
                            b.start() + neighbour * features + h * width);
                    target.put(y.start() + k * heads + h, product);
                }
            }
        }
    }

    private float dot(FloatBuffer left, int i, FloatBuffer right, int j) {
        float even = 0; // two sums, so that an addition need not wait for the one before
        float odd = 0;
        int at = 0;
        for (; at + 1 < width; at += 2) {
            even += left.get(i + at) * right.get(j + at);
            odd += left.get(i + at + 1) * right.get(j + at + 1);
        }
        return at < width ? even + odd + left.get(i + at) * right.get(j + at) : even + odd;
    }
}
