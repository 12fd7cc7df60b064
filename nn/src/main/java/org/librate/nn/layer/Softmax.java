package org.librate.nn.layer;

import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/**
 * {@code eˣ / Σ eˣ} over the last axis. Classifiers end before it: the cross-entropy loss takes logits, and predictions apply it themselves.
 */
public record Softmax() implements LayerSpec, Layer {

    public static Softmax create() {
        return new Softmax();
    }

    @Override
    public Shape outputShape(Shape input) {
        return Sliding.channelled(this, input);
    }

    @Override
    public Layer build(Shape input, Build build) {
        outputShape(input);
        return this;
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return x.softmax(-1);
    }

    @Override
    public String toString() {
        return "Softmax";
    }
}
