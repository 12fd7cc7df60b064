package org.librate.nn.layer;

import org.librate.core.Shape;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;

/** The largest element of each channel over height and width: {@code [height, width, c]} to {@code [c]}. */
public final class GlobalMaxPool2d {

    /** What the user writes. */
    public record Spec() implements LayerSpec {

        @Override
        public Shape outputShape(Shape input) {
            return Shape.of(Sliding.image(this, input).last());
        }

        @Override
        public Layer build(Shape input, Build build) {
            return Weightless.of(this, input, (x, pass) -> x.globalMaxPool2d());
        }

        @Override
        public String toString() {
            return "GlobalMaxPool2d";
        }
    }

    private GlobalMaxPool2d() {
    }

    public static Spec create() {
        return new Spec();
    }
}
