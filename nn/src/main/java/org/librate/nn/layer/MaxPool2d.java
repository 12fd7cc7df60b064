package org.librate.nn.layer;

import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;

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
public final class MaxPool2d {

    /** What the user writes. */
    public record Spec(int height, int width, int strideHeight, int strideWidth, Padding padding) implements LayerSpec {

        public Spec {
            new Pooling2d("MaxPool2d", height, width, strideHeight, strideWidth, padding); // checks them
        }

        private Pooling2d pooling() {
            return new Pooling2d("MaxPool2d", height, width, strideHeight, strideWidth, padding);
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
            return pooling().outputShape(input);
        }

        @Override
        public Layer build(Shape input, Build build) {
            return pooling().layer(this, input, Tensor::maxPool2d);
        }

        @Override
        public String toString() {
            return pooling().toString();
        }
    }

    private MaxPool2d() {
    }

    /** A square window that moves by its own size. */
    public static Spec of(int size) {
        return of(size, size);
    }

    /** A window that moves by its own size. */
    public static Spec of(int height, int width) {
        return new Spec(height, width, height, width, Padding.VALID);
    }
}
