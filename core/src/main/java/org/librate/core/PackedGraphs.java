package org.librate.core;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Kernels;
import org.librate.core.kernel.NativeArray;

/**
 * Graphs as rows of a batch: the lists of an {@link Adjacency} and its number of nodes in one line of numbers, with room for as many nodes and edges
 * as the largest graph has. So batches of graphs have one shape and are recorded and replayed like any others.
 *
 * <p>{@link #unpack} makes one graph of a batch, in which the graphs stand side by side. Nodes that are padding have no neighbours; edges that are
 * padding stand at the end of a graph's last node's list and name nobody.
 */
public final class PackedGraphs {

    /** A batch of graphs as one, and how many nodes of each are real, INT32 {@code [n]}. */
    public record Unpacked(Adjacency graph, Tensor counts) {
    }

    private PackedGraphs() {
    }

    /** How many numbers a graph takes. */
    public static int length(int nodes, int edges) {
        return Math.toIntExact(2L * (nodes + 1) + 3L * edges + 1);
    }

    /** A graph in room for so many nodes and edges. */
    public static int[] pack(Adjacency graph, int nodes, int edges) {
        Check.require(graph.rows() == graph.columns() && graph.rows() <= nodes && graph.edges() <= edges, "PackedGraphs",
                "needs graphs of one kind of nodes, up to " + nodes + " nodes and " + edges + " edges", graph);
        int[] packed = new int[length(nodes, edges)];
        int at = putOffsets(packed, 0, graph.offsets(), nodes, edges);
        at = putOffsets(packed, at, graph.reverseOffsets(), nodes, edges);
        at = putNames(packed, at, graph.named(), edges);
        at = putNames(packed, at, graph.reverseNeighbours(), edges);
        at = putNames(packed, at, graph.reverseEdges(), edges);
        packed[at] = graph.rows();
        return packed;
    }

    private static int putOffsets(int[] packed, int at, Tensor offsets, int nodes, int edges) {
        int[] own = offsets.toInts();
        System.arraycopy(own, 0, packed, at, own.length);
        Arrays.fill(packed, at + own.length, at + nodes + 1, own[own.length - 1]);
        packed[at + nodes] = edges; // whatever is padding belongs to the last node
        return at + nodes + 1;
    }

    private static int putNames(int[] packed, int at, Tensor names, int edges) {
        int[] own = names.toInts();
        System.arraycopy(own, 0, packed, at, own.length);
        Arrays.fill(packed, at + own.length, at + edges, -1);
        return at + edges;
    }

    /**
     * One graph of {@code n · nodes} nodes from a batch of {@code n}.
     *
     * @param packed INT32 {@code [n, length]}
     * @param weights {@code [n, edges]}, or null where all edges count as 1
     * @param nodes how many nodes each graph has room for
     */
    public static Unpacked unpack(Tensor packed, @Nullable Tensor weights, int nodes) {
        long rest = packed.rank() == 2 ? packed.dim(1) - length(nodes, 0) : -1;
        if (packed.dtype() != DType.INT32 || rest < 0 || rest % 3 != 0) {
            throw new ShapeException("PackedGraphs", "needs INT32 [n, length] for graphs of " + nodes + " nodes", "got " + packed.dtype(),
                    packed.shape());
        }
        int edges = (int) rest / 3;
        int n = (int) packed.dim(0);
        if (weights != null && !weights.shape().equals(Shape.of(n, edges))) {
            throw new ShapeException("PackedGraphs", "needs weights [n, edges]", "", Shape.of(n, edges), weights.shape());
        }
        if (n > 0) {
            Compute.run(new CheckLists(nodes, edges), new Tensor[] {packed}, packed);
        }
        int at = 2 * (nodes + 1);
        Adjacency graph = Adjacency.over(n * nodes, n * nodes,
                offsets(packed, 0, nodes, edges), names(packed, at, edges, nodes),
                offsets(packed, nodes + 1, nodes, edges), names(packed, at + edges, edges, nodes), names(packed, at + 2 * edges, edges, edges),
                weights == null ? null : weights.reshape((long) n * edges, 1));
        return new Unpacked(graph, packed.select(1, at + 3L * edges));
    }

    /** The lists of the i-th graph begin i · edges further on. */
    private static Tensor offsets(Tensor packed, int from, int nodes, int edges) {
        long n = packed.dim(0);
        if (n == 1) {
            return packed.slice(1, from, from + nodes + 1).reshape(nodes + 1);
        }
        Tensor own = packed.slice(1, from, from + nodes).add(steps(n, edges)).reshape(n * nodes);
        return Tensor.concat(0, own, Tensor.of((int) n * edges));
    }

    /** The i-th graph's nodes (or edges) are numbered from i · step on; padding stays what it is. */
    private static Tensor names(Tensor packed, int from, int edges, int step) {
        long n = packed.dim(0);
        Tensor own = packed.slice(1, from, from + edges);
        return (n == 1 ? own : own.ge(0).where(own.add(steps(n, step)), own)).reshape(n * edges);
    }

    /** 0, step, 2 · step, …, one for each graph. */
    private static Tensor steps(long n, int step) {
        int[] steps = new int[(int) n];
        Arrays.setAll(steps, i -> i * step);
        return Tensor.of(Shape.of(n, 1), steps);
    }

    /** Looks for lists that reach beyond the graph, also when a step is replayed: kernels trust what they are given. */
    private record CheckLists(int nodes, int edges) implements KernelOp {

        @Override
        public boolean updates() {
            return true;
        }

        @Override
        public Call bind(Kernels kernels, NativeArray[] in, NativeArray[] out) {
            NativeArray packed = in[0];
            int length = length(nodes, edges);
            int n = (int) packed.size() / length;
            return () -> {
                for (int i = 0; i < n; i++) {
                    check(packed, packed.start() + i * length);
                }
            };
        }

        private void check(NativeArray packed, int from) {
            offsets(packed, from);
            offsets(packed, from + nodes + 1);
            int at = from + 2 * (nodes + 1);
            within(packed, at, 2 * edges, nodes, "a node");
            within(packed, at + 2 * edges, edges, edges, "an edge");
            within(packed, at + 3 * edges, 1, nodes + 1, "the number of nodes");
        }

        private void offsets(NativeArray packed, int from) {
            int before = 0;
            for (int i = 0; i <= nodes; i++) {
                int offset = packed.block().ints().get(from + i);
                if (offset < before || offset > edges || i == 0 && offset > 0 || i == nodes && offset < edges) {
                    throw new IllegalArgumentException("PackedGraphs: where lists begin must rise from 0 to " + edges + ", got " + offset + ".");
                }
                before = offset;
            }
        }

        private void within(NativeArray packed, int from, int count, int below, String what) {
            for (int i = from; i < from + count; i++) {
                int value = packed.block().ints().get(i);
                if (value < -1 || value >= below) {
                    throw new IllegalArgumentException("PackedGraphs: " + what + " must be below " + below + ", got " + value + ".");
                }
            }
        }
    }
}
