package org.librate.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Ties the result of an operation to its inputs: one line each, skipped for inputs that need no gradient.
 *
 * <pre>{@code
 * return Tape.node("mul", y).from(a, g -> Compute.mul(g, b)).from(b, g -> Compute.mul(g, a)).tensor();
 * }</pre>
 *
 * <p>A backward function may return the gradient at the broadcast shape: the axes that were stretched are summed here.
 */
final class Tape {

    private static final ThreadLocal<Boolean> OFF = ThreadLocal.withInitial(() -> false);

    private final String name;
    private final Tensor value;
    private @Nullable List<Node.Edge> edges;
    private boolean rectified;

    private Tape(String name, Tensor value) {
        this.name = name;
        this.value = value;
    }

    static Tape node(String name, Tensor value) {
        return new Tape(name, value);
    }

    /** Whether an operation on these would be remembered: for ops that keep more when they must. */
    static boolean follows(@Nullable Tensor... inputs) {
        if (OFF.get()) {
            return false;
        }
        for (Tensor input : inputs) {
            if (input != null && input.node() != null) {
                return true;
            }
        }
        return false;
    }

    Tape from(Tensor input, UnaryOperator<Tensor> backward) {
        Shape shape = input.shape();
        return edge(input, g -> new Contribution.Whole(Reductions.sumTo(backward.apply(g), shape)));
    }

    /** An input of which only some rows took part. */
    Tape fromRows(Tensor input, Function<Tensor, RowGradient> backward) {
        return edge(input, g -> new Contribution.Rows(backward.apply(g)));
    }

    /** The input of a ReLU, whose result must be this one's. */
    Tape fromRectified(Tensor input, UnaryOperator<Tensor> backward) {
        rectified = true;
        return from(input, backward);
    }

    /** What a ReLU was made from, past the ReLU: the backward function gives the gradient of both. */
    Tape fromBefore(Node rectified, UnaryOperator<Tensor> backward) {
        if (edges == null) {
            edges = new ArrayList<>(3);
        }
        edges.add(new Node.Edge(rectified.edges().get(0).input(), g -> new Contribution.Whole(backward.apply(g))));
        return this;
    }

    private Tape edge(Tensor input, Function<Tensor, Contribution> backward) {
        Node node = input.node();
        if (node != null && !OFF.get()) {
            if (edges == null) {
                edges = new ArrayList<>(3);
            }
            edges.add(new Node.Edge(node, backward));
        }
        return this;
    }

    Tensor tensor() {
        if (edges == null) {
            return value;
        }
        Node node = Node.of(name, value.shape(), edges);
        return value.withNode(rectified ? node.rectified() : node);
    }

    /** Runs the body without remembering anything. */
    static <T> T off(Supplier<T> body) {
        boolean before = OFF.get();
        OFF.set(true);
        try {
            return body.get();
        } finally {
            OFF.set(before);
        }
    }
}
