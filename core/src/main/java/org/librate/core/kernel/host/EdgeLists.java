package org.librate.core.kernel.host;

import org.librate.core.kernel.NativeArray;

/** Lists of positions, one for each row of a graph, and the node that each position names; negative for padding. */
record EdgeLists(NativeArray offsets, NativeArray named) {

    int rows() {
        return (int) offsets.size() - 1;
    }

    int from(int row) {
        return offsets.block().ints().get(offsets.start() + row);
    }

    int to(int row) {
        return offsets.block().ints().get(offsets.start() + row + 1);
    }

    int at(int position) {
        return named.block().ints().get(named.start() + position);
    }

    /** How many rows are worth a thread of their own, when an edge costs about so many additions. */
    int grain(int cost) {
        long edges = named.size() / Math.max(1, rows()) + 1;
        return (int) Math.max(1, (1 << 17) / (edges * (cost + 16)));
    }
}
