package org.librate.core.kernel.host;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.librate.core.kernel.NativeArray;

/**
 * Brings gradients back to the neighbours that were the largest. Each neighbour asks all rows that saw it, so that threads write apart from each
 * other.
 */
final class NeighbourMaxGradient extends RangeCall {

    private final NativeArray g;
    private final NativeArray at;
    private final EdgeLists reversed;
    private final NativeArray edges;
    private final NativeArray dx;
    private final int features;

    NeighbourMaxGradient(NativeArray g, NativeArray at, EdgeLists reversed, NativeArray edges, NativeArray dx) {
        super(reversed.rows(), reversed.grain(2 * (int) g.shape().last()));
        this.g = g;
        this.at = at;
        this.reversed = reversed;
        this.edges = edges;
        this.dx = dx;
        this.features = (int) g.shape().last();
    }

    @Override
    public void run(int from, int to) {
        Scratch s = Scratch.get();
        FloatBuffer source = g.block().floats();
        for (int c = from; c < to; c++) {
            int last = reversed.to(c);
            for (int first = 0; first < features; first += Scratch.CHUNK) {
                int count = Math.min(Scratch.CHUNK, features - first);
                Arrays.fill(s.a, 0, count, 0);
                for (int k = reversed.from(c); k < last; k++) {
                    int row = reversed.at(k);
                    if (row >= 0) {
                        source.get(g.start() + row * features + first, s.b, 0, count);
                        at.block().ints().get(at.start() + row * features + first, s.ints, 0, count);
                        addWhere(s, count, edges.block().ints().get(edges.start() + k));
                    }
                }
                dx.block().floats().put(dx.start() + c * features + first, s.a, 0, count);
            }
        }
    }

    private static void addWhere(Scratch s, int count, int edge) {
        for (int i = 0; i < count; i++) {
            s.a[i] += s.ints[i] == edge ? s.b[i] : 0;
        }
    }
}
