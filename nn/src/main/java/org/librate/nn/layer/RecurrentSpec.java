package org.librate.nn.layer;

import org.librate.core.Shape;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.init.Initializer;

/**
 * What the user writes of a recurrent layer: the options they all have.
 *
 * @param <S> the layer's own spec
 */
sealed interface RecurrentSpec<S extends RecurrentSpec<S>> extends LayerSpec permits Gru.Spec, Lstm.Spec, SimpleRnn.Spec {

    /** So many layers on top of each other, all of the same width. */
    default S withLayers(int layers) {
        return like(plan().withLayers(layers));
    }

    /** The share that dropout takes away between layers, in training. */
    default S withDropout(double rate) {
        return like(plan().withDropout(rate));
    }

    /** Reads sequences backwards too, with weights of their own: {@code [time, 2 · units]}, the forward half first. */
    default S withBidirectional(boolean bidirectional) {
        return like(plan().withBidirectional(bidirectional));
    }

    /**
     * Gives only the state after the last step of each sequence (the first, for the half that reads backwards): {@code [time, features]} to
     * {@code [units]}.
     */
    default S withLastOnly(boolean lastOnly) {
        return like(plan().withLastOnly(lastOnly));
    }

    /** How the input's weights start, gate by gate. */
    default S withWeights(Initializer weights) {
        return like(plan().withWeights(weights));
    }

    /** How the state's weights start, gate by gate. */
    default S withRecurrentWeights(Initializer weights) {
        return like(plan().withRecurrentWeights(weights));
    }

    @Override
    default Shape outputShape(Shape input) {
        return plan().outputShape(input);
    }

    @Override
    default Layer build(Shape input, Build build) {
        return plan().build(input, build);
    }

    @Override
    default long multiplyAdds(Shape input) {
        return plan().multiplyAdds(input);
    }

    private RecurrentPlan plan() {
        return RecurrentPlan.of(this);
    }

    @SuppressWarnings("unchecked") // a plan goes back to the kind of spec it came from
    private S like(RecurrentPlan changed) {
        return (S) changed.spec();
    }
}
