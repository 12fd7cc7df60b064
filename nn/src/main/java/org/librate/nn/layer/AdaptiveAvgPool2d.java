package org.librate.nn.layer;

import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/**
 * Means over windows cut so that the result has the size that was asked for, whatever the size of the input: {@code [h, w, c]} to
 * {@code [height, width, c]}. Row {@code i} of the result covers the rows from {@code ⌊i h / height⌋} to before {@code ⌈(i + 1) h / height⌉}.
 *
 * <pre>{@code
 * AdaptiveAvgPool2d.of(7)
 * }</pre>
 */
public final class AdaptiveAvgPool2d implements Layer {

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
        public AdaptiveAvgPool2d build(Shape input, Build build) {
            outputShape(input);
            return new AdaptiveAvgPool2d(this);
        }

        @Override
        public String toString() {
            return "AdaptiveAvgPool2d[size=" + Described.square(height, width) + "]";
        }
    }

    private final Spec spec;

    private AdaptiveAvgPool2d(Spec spec) {
        this.spec = spec;
    }

    /** A result as high as it is wide. */
    public static Spec of(int size) {
        return of(size, size);
    }

    public static Spec of(int height, int width) {
        return new Spec(height, width);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        spec.outputShape(Sliding.sampleOf(spec, x));
        return x.adaptiveAveragePool2d(spec.height(), spec.width());
    }
}
