package org.librate.core;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The gradients of one number with respect to everything tracked that it was computed from.
 *
 * <pre>{@code
 * Tensor w = Tensor.of(3f).tracked();
 * Gradients gradients = Gradients.of(w.square().sum());
 * gradients.get(w);                                     // [6.0]
 * }</pre>
 */
public final class Gradients {

    /** What has arrived at a node so far. */
    private static final class Inflow {
        @Nullable Tensor whole;
        final List<RowGradient> rows = new ArrayList<>(0);

        void add(Contribution contribution) {
            if (contribution instanceof Contribution.Whole added) {
                whole = whole == null ? added.gradient() : Compute.add(whole, added.gradient());
            } else if (contribution instanceof Contribution.Rows added) {
                rows.add(added.rows());
            }
        }

        Tensor total() {
            Tensor sum = whole;
            for (RowGradient part : rows) {
                sum = sum == null ? part.whole() : sum.scatterAdd(0, part.index(), part.values());
            }
            return Objects.requireNonNull(sum, "an inflow holds at least one contribution");
        }
    }

    private static final AtomicLong WALKS = new AtomicLong();
    private static final ThreadLocal<Long> WALK = ThreadLocal.withInitial(() -> 0L);

    private final Map<Node, Inflow> leaves;

    private Gradients(Map<Node, Inflow> leaves) {
        this.leaves = leaves;
    }

    /** The gradients of a single number. */
    public static Gradients of(Tensor loss) {
        if (loss.size() != 1) {
            throw new ShapeException("Gradients", "a loss must be a single number",
                    "got " + loss.size() + " values. Use mean() or sum(), or give a seed", loss.shape());
        }
        return of(loss, Tape.off(() -> Tensor.full(loss.dtype(), loss.shape(), 1)));
    }

    /** The gradients of {@code Σ output · seed}: a vector–Jacobian product. */
    public static Gradients of(Tensor output, Tensor seed) {
        Node start = output.node();
        if (start == null) {
            throw new IllegalStateException("Gradients: nothing that " + output.name() + " " + output.shape()
                    + " was computed from is tracked. Call tracked() on what you differentiate by, or use Parameters."
                    + " What keep(), detach() and Gradients return carries no history: gradients of gradients are not computed.");
        }
        Elementwise.checkTypes("Gradients", output, seed);
        if (!seed.shape().equals(output.shape())) {
            throw new ShapeException("Gradients", "the seed must have the output's shape", "", output.shape(), seed.shape());
        }
        return Tape.off(() -> run(start, seed));
    }

    /** The number of the walk that the calling thread is on. */
    static long walk() {
        return WALK.get();
    }

    private static Gradients run(Node start, Tensor seed) {
        long outer = WALK.get(); // a backward of the user's own may walk another graph
        WALK.set(WALKS.incrementAndGet());
        try {
            return walk(start, seed);
        } finally {
            WALK.set(outer);
        }
    }

    private static Gradients walk(Node start, Tensor seed) {
        Map<Node, Inflow> open = new IdentityHashMap<>();
        Map<Node, Inflow> leaves = new IdentityHashMap<>();
        PriorityQueue<Node> order = new PriorityQueue<>((a, b) -> Long.compare(b.id(), a.id()));
        Inflow first = new Inflow();
        first.add(new Contribution.Whole(seed));
        open.put(start, first);
        order.add(start);
        while (!order.isEmpty()) {
            Node node = order.remove();
            Inflow inflow = Objects.requireNonNull(open.remove(node));
            if (node.edges().isEmpty()) {
                leaves.put(node, inflow);
                continue;
            }
            Tensor gradient = inflow.total();
            for (Node.Edge edge : node.edges()) {
                Inflow into = open.get(edge.input());
                if (into == null) {
                    into = new Inflow();
                    open.put(edge.input(), into);
                    order.add(edge.input());
                }
                into.add(edge.backward().apply(gradient));
            }
        }
        return new Gradients(leaves);
    }

    /** The gradient with respect to a tracked tensor; zeros if the loss does not depend on it. */
    public Tensor get(Tensor tracked) {
        Inflow inflow = leaves.get(leafOf(tracked));
        return inflow == null ? Tensor.zeros(tracked.dtype(), tracked.shape()) : Tape.off(inflow::total);
    }

    /** The gradient of a table as rows, if all its uses were by {@link Tensor#embedding}; empty otherwise. */
    public Optional<RowGradient> rows(Tensor tracked) {
        Inflow inflow = leaves.get(leafOf(tracked));
        if (inflow == null || inflow.whole != null) {
            return Optional.empty();
        }
        if (inflow.rows.size() == 1) {
            return Optional.of(inflow.rows.get(0));
        }
        return Optional.of(Tape.off(() -> new RowGradient(
                Tensor.concat(0, inflow.rows.stream().map(RowGradient::index).toList()),
                Tensor.concat(0, inflow.rows.stream().map(RowGradient::values).toList()), tracked.shape())));
    }

    private static Node leafOf(Tensor tracked) {
        Node node = tracked.node();
        if (node == null || !node.edges().isEmpty()) {
            throw new IllegalArgumentException("Gradients: " + tracked.name() + " " + tracked.shape()
                    + " is not a starting point of gradients. Ask for the tensor that tracked() returned, or for a parameter's tensor().");
        }
        return node;
    }

    /** Complains about gradients that arrived at a place a parameter has left: they would be lost. */
    void checkParametersAreCurrent() {
        for (Node leaf : leaves.keySet()) {
            Parameter parameter = leaf.parameter();
            if (parameter != null && parameter.leaf().node() != leaf) {
                throw new IllegalStateException(parameter + ": the loss was computed from a tensor that was asked for before Parameters.of(..) "
                        + "moved it. Ask for tensor() each time it is used.");
            }
        }
    }

    /** Writes the gradient of a parameter into its place in the flat buffer, or adds it to what is there. */
    void writeInto(Tensor place, Tensor tracked, boolean accumulate) {
        Inflow inflow = leaves.get(leafOf(tracked));
        if (inflow == null) {
            if (!accumulate) {
                Compute.fill(place, 0);
            }
            return;
        }
        if (inflow.whole != null) {
            if (accumulate) {
                Compute.addInto(place, inflow.whole);
            } else {
                Compute.copyInto(place, inflow.whole);
            }
        } else if (!accumulate) {
            Compute.fill(place, 0);
        }
        for (RowGradient part : inflow.rows) {
            Compute.scatterAddInto(place, 0, part.index(), part.values());
        }
    }
}
