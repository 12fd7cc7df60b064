package org.librate.nn.layer;

import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/** What graph layers share: samples are the features of a graph's nodes, and a batch of graphs is one graph. */
final class OnNodes {

    private OnNodes() {
    }

    /** {@code [nodes, features]}, or a complaint. */
    static Shape sample(Object layer, Shape input) {
        if (input.rank() != 2) {
            throw new ShapeException(layer.toString(), "needs samples [nodes, features]", "", input);
        }
        return input;
    }

    /** {@code [n, nodes, features]} as {@code [n · nodes, features]}. */
    static Tensor flat(Tensor x) {
        return x.reshape(x.dim(0) * x.dim(1), x.dim(2));
    }

    /** The other way, for a batch like x. */
    static Tensor like(Tensor x, Tensor y) {
        return y.reshape(x.dim(0), x.dim(1), y.dim(1));
    }
}
