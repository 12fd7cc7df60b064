package org.librate.core.kernel.host;

import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.NativeArray;

/** Work along the edges of graphs, in float32: rows are divided between threads, and each row is summed in the order of its list. */
public final class HostGraphs {

    private HostGraphs() {
    }

    public static Call sum(NativeArray x, NativeArray offsets, NativeArray neighbours, @Nullable NativeArray edges, @Nullable NativeArray weights,
            NativeArray y) {
        return new NeighbourSum(x, new EdgeLists(offsets, neighbours), edges, weights, y);
    }

    public static Call products(NativeArray a, NativeArray b, NativeArray offsets, NativeArray neighbours, NativeArray y) {
        return new EdgeProducts(a, b, new EdgeLists(offsets, neighbours), y);
    }

    public static Call softmax(NativeArray x, NativeArray offsets, NativeArray neighbours, NativeArray y) {
        return new EdgeSoftmaxLoop(null, x, new EdgeLists(offsets, neighbours), y);
    }

    public static Call softmaxGradient(NativeArray g, NativeArray y, NativeArray offsets, NativeArray neighbours, NativeArray dx) {
        return new EdgeSoftmaxLoop(g, y, new EdgeLists(offsets, neighbours), dx);
    }

    public static Call max(NativeArray x, NativeArray offsets, NativeArray neighbours, NativeArray y, NativeArray at) {
        return new NeighbourMax(x, new EdgeLists(offsets, neighbours), y, at);
    }

    public static Call maxGradient(NativeArray g, NativeArray at, NativeArray offsets, NativeArray neighbours, NativeArray edges, NativeArray dx) {
        return new NeighbourMaxGradient(g, at, new EdgeLists(offsets, neighbours), edges, dx);
    }
}
