package org.librate.core.kernel.host;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.librate.core.kernel.NativeArray;

/** The largest of each feature among a row's neighbours, and the position it was found at. */
final class NeighbourMax extends RangeCall {

    private final NativeArray x;
    private final EdgeLists lists;
    private final NativeArray y;
    private final NativeArray at;
    private final int features;

    NeighbourMax(NativeArray x, EdgeLists lists, NativeArray y, NativeArray at) {
        super(lists.rows(), lists.grain((int) x.shape().last()));
        this.x = x;
        this.lists = lists;
        this.y = y;
        this.at = at;
        this.features = (int) x.shape().last();
    }

    @Override
    public void run(int from, int to) {
        Scratch s = Scratch.get();
        FloatBuffer source = x.block().floats();
        for (int r = from; r < to; r++) {
            int last = lists.to(r);
            for (int first = 0; first < features; first += Scratch.CHUNK) {
                int count = Math.min(Scratch.CHUNK, features - first);
                Arrays.fill(s.a, 0, count, 0);
                Arrays.fill(s.ints, 0, count, -1);
                for (int k = lists.from(r); k < last; k++) {
                    int neighbour = lists.at(k);
                    if (neighbour >= 0) {
                        source.get(x.start() + neighbour * features + first, s.b, 0, count);
                        take(s, count, k);
                    }
                }
                y.block().floats().put(y.start() + r * features + first, s.a, 0, count);
                at.block().ints().put(at.start() + r * features + first, s.ints, 0, count);
            }
        }
    }

    private static void take(Scratch s, int count, int position) {
        for (int i = 0; i < count; i++) {
            float value = s.b[i];
            if (s.ints[i] < 0 || value > s.a[i] || Float.isNaN(value) && !Float.isNaN(s.a[i])) {
                s.a[i] = value;
                s.ints[i] = position;
            }
        }
    }
}
