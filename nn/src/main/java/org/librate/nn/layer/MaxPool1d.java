package org.librate.nn.layer;

import java.util.function.UnaryOperator;
import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;

/**
 * The largest element under each window along time, channel by channel: {@code [time, c]} to {@code [time', c]}.
 *
 * <p>The window moves by its own size unless a stride is given. It leaves {@code ⌊(time − size) / stride⌋ + 1} positions when it must stay inside
 * ({@link Padding#VALID}, the default), and {@code ⌈time / stride⌉} with {@link Padding#SAME}.
 *
 * <pre>{@code
 * MaxPool1d.of(2)      // halves the length
 * }</pre>
 */
public final class MaxPool1d {

    /** What the user writes. */
    public record Spec(int size, int stride, Padding padding) implements LayerSpec {

        public Spec {
            new Pooling1d("MaxPool1d", size, stride, padding); // checks them
        }

        private Pooling1d pooling() {
            return new Pooling1d("MaxPool1d", size, stride, padding);
        }

        public Spec withStride(int stride) {
            return new Spec(size, stride, padding);
        }

        public Spec withPadding(Padding padding) {
            return new Spec(size, stride, padding);
        }

        @Override
        public Shape outputShape(Shape input) {
            return pooling().outputShape(input);
        }

        @Override
        public Layer build(Shape input, Build build) {
            return pooling().layer(this, input, Tensor::maxPool2d, MaxPool1d::padded);
        }

        @Override
        public String toString() {
            return pooling().toString();
        }
    }

    private MaxPool1d() {
    }

    /** A window that moves by its own size. */
    public static Spec of(int size) {
        return new Spec(size, size, Padding.VALID);
    }

    /** The largest of what is real under each window, 0 after a row's last. */
    private static Tensor padded(Tensor x, Tensor lengths, Windows windows, UnaryOperator<Tensor> pool) {
        Tensor y = pool.apply(windows.placed(x, lengths, -Float.MAX_VALUE));
        return Windows.isReal(y, windows.lengthsAfter(lengths, x.dim(1))).where(y, Tensor.full(y.dtype(), Shape.of(1), 0));
    }
}
