package org.librate.nn.layer;

import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;

/**
 * Means over windows cut so that the result has the size that was asked for, whatever the size of the input: {@code [h, w, c]} to
 * {@code [height, width, c]}. Row {@code i} of the result covers the rows from {@code ⌊i h / height⌋} to before {@code ⌈(i + 1) h / height⌉}.
 *
 * <pre>{@code
 * AdaptiveAvgPool2d.of(7)
 * }</pre>
 */
public final class AdaptiveAvgPool2d {

    /** What the user writes. */
    public record Spec(int height, int width) implements LayerSpec {

        public Spec {
            Check.positive("AdaptiveAvgPool2d", "height", height);
            Check.positive("AdaptiveAvgPool2d", "width", width);
        }

        @Override
        public Shape outputShape(Shape input) {
            return Shape.of(height, width, Sliding.image(this, input).last());
        }

        @Override
        public Layer build(Shape input, Build build) {
            return Weightless.of(this, input, (x, pass) -> x.adaptiveAveragePool2d(height, width));
        }

        @Override
        public String toString() {
            return "AdaptiveAvgPool2d[size=" + Described.square(height, width) + "]";
        }
    }

    private AdaptiveAvgPool2d() {
    }

    /** A result as high as it is wide. */
    public static Spec of(int size) {
        return of(size, size);
    }

    public static Spec of(int height, int width) {
        return new Spec(height, width);
    }
}
