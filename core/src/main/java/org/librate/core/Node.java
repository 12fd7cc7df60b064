package org.librate.core;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A place in the history of a tensor: which operation made it, and how a gradient flows on to what it was made from. */
final class Node {

    /** How the gradient of the output becomes one of an input. */
    record Edge(Node input, Function<Tensor, Contribution> backward) {
    }

    private static final AtomicLong NEXT = new AtomicLong();

    /** Rises with time, so that descending order visits every node after all that were made from it. */
    private final long id = NEXT.getAndIncrement();
    private final String name;
    private final Shape shape;
    private final List<Edge> edges;
    private final @Nullable Parameter parameter;
    private boolean rectified;

    private Node(String name, Shape shape, List<Edge> edges, @Nullable Parameter parameter) {
        this.name = name;
        this.shape = shape;
        this.edges = edges;
        this.parameter = parameter;
    }

    static Node of(String name, Shape shape, List<Edge> edges) {
        return new Node(name, shape, edges, null);
    }

    /** Where gradients end: at a tracked tensor, or at a parameter of a model. */
    static Node leaf(Shape shape, @Nullable Parameter parameter) {
        return new Node(parameter == null ? "tracked" : parameter.name(), shape, List.of(), parameter);
    }

    /** The same, whose output is max(0, input) of its only input: a dropout after it takes both gradients in one. */
    Node rectified() {
        rectified = true;
        return this;
    }

    boolean isRectified() {
        return rectified;
    }

    long id() {
        return id;
    }

    String name() {
        return name;
    }

    Shape shape() {
        return shape;
    }

    List<Edge> edges() {
        return edges;
    }

    @Nullable Parameter parameter() {
        return parameter;
    }
}
