package org.librate.nn.layer;

import org.librate.core.Check;
import org.librate.core.Padding;
import org.librate.core.Pool;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/**
 * The largest element under each window, channel by channel: {@code [height, width, c]} to {@code [height', width', c]}.
 *
 * <p>The window moves by its own size unless a stride is given. It leaves {@code ⌊(size − window) / stride⌋ + 1} positions when it must stay inside
 * ({@link Padding#VALID}, the default), and {@code ⌈size / stride⌉} with {@link Padding#SAME}.
 *
 * <pre>{@code
 * MaxPool2d.of(3).withStride(2).withPadding(Padding.SAME)
 * }</pre>
 */
public final class MaxPool2d implements Layer {

    /** What the user writes. */
    public record Spec(int height, int width, int strideHeight, int strideWidth, Padding padding) implements LayerSpec {

        public Spec {
            Check.positive("MaxPool2d", "height", height);
            Check.positive("MaxPool2d", "width", width);
            Check.positive("MaxPool2d", "stride", strideHeight);
            Check.positive("MaxPool2d", "stride", strideWidth);
            Check.require(padding != Padding.CAUSAL, "MaxPool2d", "padding must be VALID or SAME", padding);
        }

        public Spec withStride(int stride) {
            return withStride(stride, stride);
        }

        public Spec withStride(int strideHeight, int strideWidth) {
            return new Spec(height, width, strideHeight, strideWidth, padding);
        }

        public Spec withPadding(Padding padding) {
            return new Spec(height, width, strideHeight, strideWidth, padding);
        }

        @Override
        public Shape outputShape(Shape input) {
            return new Sliding(height, width, strideHeight, strideWidth, 1, padding).overImage(this, input);
        }

        @Override
        public MaxPool2d build(Shape input, Build build) {
            outputShape(input);
            return new MaxPool2d(this);
        }

        @Override
        public String toString() {
            return Described.as("MaxPool2d").with("size", Described.square(height, width))
                    .unless(Described.square(height, width), "stride", Described.square(strideHeight, strideWidth))
                    .unless(Padding.VALID, "padding", padding).toString();
        }
    }

    private final Spec spec;
    private final Pool options;

    private MaxPool2d(Spec spec) {
        this.spec = spec;
        this.options = new Pool(spec.height(), spec.width(), spec.strideHeight(), spec.strideWidth(), spec.padding());
    }

    /** A square window that moves by its own size. */
    public static Spec of(int size) {
        return of(size, size);
    }

    /** A window that moves by its own size. */
    public static Spec of(int height, int width) {
        return new Spec(height, width, height, width, Padding.VALID);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        spec.outputShape(Sliding.sampleOf(spec, x));
        return x.maxPool2d(options);
    }
}
