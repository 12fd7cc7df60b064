package org.librate.nn;

import java.util.List;
import java.util.Optional;
import org.librate.core.Shape;

/**
 * What files keep of a graph.
 *
 * @param steps inputs and nets, each after those it uses
 * @param outputs the values that leave it
 */
record SavedGraph(List<Step> steps, List<Value> outputs) {

    /** Output {@code output} of step {@code step}. */
    record Value(int step, int output) {
    }

    /** An input ({@code net} absent, perhaps with its shape), or a net with what goes into it, perhaps with weights that other steps share. */
    record Step(String name, Optional<Net> net, List<Value> from, Optional<Shape> shape, Optional<Shared> shared) {
    }

    /** Steps of one number share their weights; the net is that of the first. */
    record Shared(int number, String name) {
    }

    /** By the way that every graph is made, with all its checks. */
    Graph graph() {
        return Graph.of(this);
    }
}
