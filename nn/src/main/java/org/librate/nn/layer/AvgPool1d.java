package org.librate.nn.layer;

import java.util.function.UnaryOperator;
import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;

/**
 * The mean under each window along time, channel by channel: {@code [time, c]} to {@code [time', c]}. Padding does not count.
 *
 * <p>The window moves by its own size unless a stride is given. It leaves {@code ⌊(time − size) / stride⌋ + 1} positions when it must stay inside
 * ({@link Padding#VALID}, the default), and {@code ⌈time / stride⌉} with {@link Padding#SAME}.
 *
 * <pre>{@code
 * AvgPool1d.of(2)      // halves the length
 * }</pre>
 */
public final class AvgPool1d {

    /** What the user writes. */
    public record Spec(int size, int stride, Padding padding) implements LayerSpec {

        public Spec {
            new Pooling1d("AvgPool1d", size, stride, padding); // checks them
        }

        private Pooling1d pooling() {
            return new Pooling1d("AvgPool1d", size, stride, padding);
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
            return pooling().layer(this, input, Tensor::averagePool2d, AvgPool1d::padded);
        }

        @Override
        public String toString() {
            return pooling().toString();
        }
    }

    /** Less than any share of a window that has a step under it. */
    private static final double NONE = 1e-6;

    private AvgPool1d() {
    }

    /** A window that moves by its own size. */
    public static Spec of(int size) {
        return new Spec(size, size, Padding.VALID);
    }

    /** The mean of what is real under each window. */
    private static Tensor padded(Tensor x, Tensor lengths, Windows windows, UnaryOperator<Tensor> pool) {
        Tensor share = pool.apply(windows.counts(x, lengths)); // of the elements under a window, those that are steps
        return pool.apply(windows.placed(x, lengths, 0)).div(share.clip(NONE, 1));
    }
}
