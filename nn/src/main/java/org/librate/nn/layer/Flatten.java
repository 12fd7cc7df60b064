package org.librate.nn.layer;

import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/** All axes of a sample joined into one: {@code [a, b, ..]} to {@code [a · b · ..]}, the last axis running fastest. Padding becomes 0. */
public final class Flatten implements Layer {

    /** What the user writes. */
    public record Spec() implements LayerSpec {

        @Override
        public Shape outputShape(Shape input) {
            return Shape.of(input.size());
        }

        @Override
        public Flatten build(Shape input, Build build) {
            return new Flatten(this);
        }

        @Override
        public String toString() {
            return "Flatten";
        }
    }

    private final Spec spec;

    private Flatten(Spec spec) {
        this.spec = spec;
    }

    public static Spec create() {
        return new Spec();
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return pass.masked(x).reshape(x.dim(0), Sliding.sampleOf(spec, x).size());
    }
}
