package org.librate.nn.layer;

import org.librate.core.Shape;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;

/** All axes of a sample joined into one: {@code [a, b, ..]} to {@code [a · b · ..]}, the last axis running fastest. Padding becomes 0. */
public final class Flatten {

    /** What the user writes. */
    public record Spec() implements LayerSpec {

        @Override
        public Shape outputShape(Shape input) {
            return Shape.of(input.size());
        }

        @Override
        public Layer build(Shape input, Build build) {
            return Weightless.of(this, input, (x, pass) -> pass.masked(x).reshape(x.dim(0), Sliding.sampleOf(this, x).size()));
        }

        @Override
        public String toString() {
            return "Flatten";
        }
    }

    private Flatten() {
    }

    public static Spec create() {
        return new Spec();
    }
}
