package org.librate.core.kernel.host;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.NativeArray;

/** Adds up what each row's neighbours hold, weighted edge by edge: a sparse matrix times a dense one. */
final class NeighbourSum extends RangeCall {

    private final NativeArray x;
    private final EdgeLists lists;
    private final @Nullable NativeArray edges;
    private final @Nullable NativeArray weights;
    private final NativeArray y;
    private final int features;
    private final int heads;
    private final int width; // of a head

    NeighbourSum(NativeArray x, EdgeLists lists, @Nullable NativeArray edges, @Nullable NativeArray weights, NativeArray y) {
        super(lists.rows(), lists.grain((int) x.shape().last()));
        this.x = x;
        this.lists = lists;
        this.edges = edges;
        this.weights = weights;
        this.y = y;
        this.features = (int) x.shape().last();
        this.heads = weights == null ? 1 : (int) weights.shape().last();
        this.width = features / heads;
    }

    @Override
    public void run(int from, int to) {
        Scratch s = Scratch.get();
        FloatBuffer source = x.block().floats();
        FloatBuffer target = y.block().floats();
        for (int r = from; r < to; r++) {
            int last = lists.to(r);
            for (int first = 0; first < features; first += Scratch.CHUNK) {
                int count = Math.min(Scratch.CHUNK, features - first);
                Arrays.fill(s.a, 0, count, 0);
                for (int k = lists.from(r); k < last; k++) {
                    int neighbour = lists.at(k);
                    if (neighbour >= 0) {
                        source.get(x.start() + neighbour * features + first, s.b, 0, count);
                        if (weights == null) {
                            add(s.a, s.b, count);
                        } else {
                            addWeighted(s.a, s.b, first, count, weights, edges == null ? k : edges.block().ints().get(edges.start() + k));
                        }
                    }
                }
                target.put(y.start() + r * features + first, s.a, 0, count);
            }
        }
    }

    private static void add(float[] sum, float[] values, int count) {
        for (int i = 0; i < count; i++) {
            sum[i] += values[i];
        }
    }

    /** Head by head, each with its own weight. */
    private void addWeighted(float[] sum, float[] values, int first, int count, NativeArray weights, int edge) {
        FloatBuffer all = weights.block().floats();
        int end = first + count;
        for (int head = first / width; head * width < end; head++) {
            float weight = all.get(weights.start() + edge * heads + head);
            int to = Math.min(end, (head + 1) * width) - first;
            for (int i = Math.max(first, head * width) - first; i < to; i++) {
                sum[i] += weight * values[i];
            }
        }
    }
}
