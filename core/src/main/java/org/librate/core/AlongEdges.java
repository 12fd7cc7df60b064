package org.librate.core;

import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.KernelOp;

/** What graph layers compute along the edges of a graph. */
final class AlongEdges {

    private AlongEdges() {
    }

    /** y_r = Σ w_rc x_c.  dx_c = Σ w_rc g_r,  dw_rc = g_r · x_c. */
    static Tensor sum(Adjacency graph, Tensor x, @Nullable Tensor given) {
        checkNodes("graphSum", "columns", graph.columns(), x);
        Shape shape = Shape.of(graph.rows(), x.dim(1));
        if (given == null) {
            if (isEmpty(graph, x)) {
                return nothing("graphSum", x, x, shape);
            }
            Tensor y = Compute.run("graphSum", new KernelOp.GraphSum(false, false), x.dtype(), shape, x, graph.offsets(), graph.named());
            return Tape.node("graphSum", y)
                    .from(x, g -> Compute.run("graphSum", new KernelOp.GraphSum(false, false), g.dtype(), x.shape(), g, graph.reverseOffsets(),
                            graph.reverseNeighbours()))
                    .tensor();
        }
        Elementwise.checkTypes("graphSum", x, given);
        Tensor weights = given.rank() == 1 ? given.reshape(given.size(), 1) : given;
        checkEdges("graphSum", graph, weights);
        long heads = weights.dim(1);
        checkHeads("graphSum", x, heads);
        if (isEmpty(graph, x)) {
            return nothing("graphSum", x, weights, shape);
        }
        Tensor y = Compute.run("graphSum", new KernelOp.GraphSum(false, true), x.dtype(), shape, x, graph.offsets(), graph.named(), weights);
        return Tape.node("graphSum", y)
                .from(x, g -> Compute.run("graphSum", new KernelOp.GraphSum(true, true), g.dtype(), x.shape(), g, graph.reverseOffsets(),
                        graph.reverseNeighbours(), graph.reverseEdges(), weights))
                .from(weights, g -> Compute.run("graphProducts", new KernelOp.GraphProducts(), g.dtype(), weights.shape(), g, x, graph.offsets(),
                        graph.named()))
                .tensor();
    }

    /** y_rc = a_r · b_c, head by head.  da_r = Σ_c g_rc b_c,  db_c = Σ_r g_rc a_r. */
    static Tensor products(Adjacency graph, Tensor a, Tensor b, int heads) {
        checkNodes("graphProducts", "rows", graph.rows(), a);
        checkNodes("graphProducts", "columns", graph.columns(), b);
        Elementwise.checkTypes("graphProducts", a, b);
        Check.positive("graphProducts", "heads", heads);
        if (a.dim(1) != b.dim(1)) {
            throw new ShapeException("graphProducts", "both ends need as many features", "", a.shape(), b.shape());
        }
        checkHeads("graphProducts", a, heads);
        Shape shape = Shape.of(graph.edges(), heads);
        if (isEmpty(graph, a)) {
            return nothing("graphProducts", a, b, shape);
        }
        Tensor y = Compute.run("graphProducts", new KernelOp.GraphProducts(), a.dtype(), shape, a, b, graph.offsets(), graph.named());
        return Tape.node("graphProducts", y)
                .from(a, g -> Compute.run("graphSum", new KernelOp.GraphSum(false, true), g.dtype(), a.shape(), b, graph.offsets(), graph.named(), g))
                .from(b, g -> Compute.run("graphSum", new KernelOp.GraphSum(true, true), g.dtype(), b.shape(), a, graph.reverseOffsets(),
                        graph.reverseNeighbours(), graph.reverseEdges(), g))
                .tensor();
    }

    /** a_r + b_c is the product (a_r, 1) · (1, b_c), so that it needs no kernel and no gradient of its own. */
    static Tensor sumsOfEnds(Adjacency graph, Tensor a, Tensor b) {
        checkNodes("sumsOfEnds", "rows", graph.rows(), a);
        checkNodes("sumsOfEnds", "columns", graph.columns(), b);
        Elementwise.checkTypes("sumsOfEnds", a, b);
        int heads = (int) a.dim(1);
        if (b.dim(1) != heads) {
            throw new ShapeException("sumsOfEnds", "both ends need as many heads", "", a.shape(), b.shape());
        }
        Tensor left = Tensor.stack(2, a, Tensor.full(a.dtype(), a.shape(), 1)).reshape(a.dim(0), 2L * heads);
        Tensor right = Tensor.stack(2, Tensor.full(b.dtype(), b.shape(), 1), b).reshape(b.dim(0), 2L * heads);
        return products(graph, left, right, heads);
    }

    /** y_rc = exp(x_rc) / Σ_c exp(x_rc).  dx_rc = y_rc (g_rc − Σ_c g_rc y_rc). */
    static Tensor softmax(Adjacency graph, Tensor x) {
        checkFloating("edgeSoftmax", x);
        checkEdges("edgeSoftmax", graph, x);
        if (x.size() == 0) {
            return nothing("edgeSoftmax", x, x, x.shape());
        }
        Tensor y = Compute.run("edgeSoftmax", new KernelOp.EdgeSoftmax(), x.dtype(), x.shape(), x, graph.offsets(), graph.named());
        return Tape.node("edgeSoftmax", y)
                .from(x, g -> Compute.run("edgeSoftmax", new KernelOp.EdgeSoftmaxGradient(), g.dtype(), x.shape(), g, y, graph.offsets(),
                        graph.named()))
                .tensor();
    }

    /** y_r = max_c x_c.  dx_c = Σ g_r over the rows where c was the largest, the first of equals. */
    static Tensor max(Adjacency graph, Tensor x) {
        checkNodes("graphMax", "columns", graph.columns(), x);
        Shape shape = Shape.of(graph.rows(), x.dim(1));
        if (isEmpty(graph, x)) {
            return nothing("graphMax", x, x, shape);
        }
        Tensor y = Tensor.allocate("graphMax", x.dtype(), shape);
        Tensor at = Tensor.allocate("graphMax", DType.INT32, shape);
        Compute.run(new KernelOp.GraphMax(), new Tensor[] {x, graph.offsets(), graph.named()}, y, at);
        return Tape.node("graphMax", y)
                .from(x, g -> Compute.run("graphMax", new KernelOp.GraphMaxGradient(), g.dtype(), x.shape(), g, at, graph.reverseOffsets(),
                        graph.reverseNeighbours(), graph.reverseEdges()))
                .tensor();
    }

    // ---- what fits ----

    /** Kernels are never called on nothing. */
    private static boolean isEmpty(Adjacency graph, Tensor x) {
        return graph.edges() == 0 || x.size() == 0 || graph.rows() == 0;
    }

    /** Zeros, which depend on nothing but belong to the history of their inputs all the same. */
    private static Tensor nothing(String name, Tensor a, Tensor b, Shape shape) {
        Tape node = Tape.node(name, Tensor.zeros(a.dtype(), shape)).from(a, g -> Tensor.zeros(a.dtype(), a.shape()));
        return a == b ? node.tensor() : node.from(b, g -> Tensor.zeros(b.dtype(), b.shape())).tensor();
    }

    private static void checkFloating(String name, Tensor x) {
        Check.require(x.dtype().isFloating(), name, "needs a floating type", x.dtype() + " " + x.shape(), "Use cast(DType.FLOAT32).");
    }

    private static void checkNodes(String name, String what, int nodes, Tensor x) {
        checkFloating(name, x);
        if (x.rank() != 2 || x.dim(0) != nodes) {
            throw new ShapeException(name, "needs [nodes, features] for the " + nodes + " " + what + " of the graph", "", x.shape());
        }
    }

    private static void checkEdges(String name, Adjacency graph, Tensor x) {
        if (x.rank() != 2 || x.dim(0) != graph.edges()) {
            throw new ShapeException(name, "needs [edges, heads] for the " + graph.edges() + " edges of the graph", "", x.shape());
        }
    }

    private static void checkHeads(String name, Tensor x, long heads) {
        if (heads == 0 || x.dim(1) % heads != 0) {
            throw new ShapeException(name, "the features must be a multiple of the heads", "got " + heads + " heads", x.shape());
        }
    }
}
