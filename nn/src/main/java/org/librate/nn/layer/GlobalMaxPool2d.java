package org.librate.nn.layer;

import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/** The largest element of each channel over height and width: {@code [height, width, c]} to {@code [c]}. */
public final class GlobalMaxPool2d implements Layer {

    /** What the user writes. */
    public record Spec() implements LayerSpec {

        @Override
        public Shape outputShape(Shape input) {
            return Shape.of(Sliding.image(this, input).last());
        }

        @Override
        public GlobalMaxPool2d build(Shape input, Build build) {
            outputShape(input);
            return new GlobalMaxPool2d(this);
        }

        @Override
        public String toString() {
            return "GlobalMaxPool2d";
        }
    }

    private final Spec spec;

    private GlobalMaxPool2d(Spec spec) {
        this.spec = spec;
    }

    public static Spec create() {
        return new Spec();
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        spec.outputShape(Sliding.sampleOf(spec, x));
        return x.globalMaxPool2d();
    }
}
