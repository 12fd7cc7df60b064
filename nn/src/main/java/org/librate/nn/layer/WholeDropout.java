package org.librate.nn.layer;

import java.util.function.UnaryOperator;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Layer;
import org.librate.nn.Pass;

/**
 * Dropout of more than single elements.
 *
 * @param mask of a batch's shape, the shape of its mask: of length 1 where the whole axis shares a fate
 */
record WholeDropout(double rate, Tensor key, UnaryOperator<Shape> mask) implements Layer {

    static Layer ofSamples(double rate, Tensor key) {
        return new WholeDropout(rate, key, batch -> shared(batch, batch.rank()));
    }

    static Layer ofChannels(double rate, Tensor key) {
        return new WholeDropout(rate, key, batch -> shared(batch, batch.rank() - 1));
    }

    /** {@code [n, 1, .., 1]} up to the axis {@code end}, then as in the batch. */
    private static Shape shared(Shape batch, int end) {
        Shape mask = batch;
        for (int axis = 1; axis < end; axis++) {
            mask = mask.with(axis, 1);
        }
        return mask;
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        if (!pass.isTraining()) {
            return x;
        }
        Tensor whole = Tensor.full(x.dtype(), mask.apply(x.shape()), 1);
        return x.mul(whole.dropout(rate, key));
    }
}
