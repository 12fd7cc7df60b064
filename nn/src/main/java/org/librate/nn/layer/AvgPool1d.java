package org.librate.nn.layer;

import java.util.Optional;
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
 * The mean under each window along time, channel by channel: {@code [time, c]} to {@code [time', c]}. Padding does not count.
 *
 * <p>The window moves by its own size unless a stride is given. It leaves {@code ⌊(time − size) / stride⌋ + 1} positions when it must stay inside
 * ({@link Padding#VALID}, the default), and {@code ⌈time / stride⌉} with {@link Padding#SAME}.
 *
 * <pre>{@code
 * AvgPool1d.of(2)      // halves the length
 * }</pre>
 */
public final class AvgPool1d implements Layer {

    /** What the user writes. */
    public record Spec(int size, int stride, Padding padding) implements LayerSpec {

        public Spec {
            Check.positive("AvgPool1d", "size", size);
            Check.positive("AvgPool1d", "stride", stride);
            Check.require(padding != Padding.CAUSAL, "AvgPool1d", "padding must be VALID or SAME", padding);
        }

        public Spec withStride(int stride) {
            return new Spec(size, stride, padding);
        }

        public Spec withPadding(Padding padding) {
            return new Spec(size, stride, padding);
        }

        @Override
        public Shape outputShape(Shape input) {
            return Sliding.overTime(size, stride, 1, padding).overSequence(this, input);
        }

        @Override
        public AvgPool1d build(Shape input, Build build) {
            outputShape(input);
            return new AvgPool1d(this);
        }

        @Override
        public String toString() {
            return Described.as("AvgPool1d").with("size", size).unless(size, "stride", stride).unless(Padding.VALID, "padding", padding).toString();
        }
    }

    /** Less than any share of a window that has a step under it. */
    private static final double NONE = 1e-6;

    private final Spec spec;
    private final Pool options;
    private final Windows windows;

    private AvgPool1d(Spec spec) {
        this.spec = spec;
        this.options = new Pool(1, spec.size(), 1, spec.stride(), spec.padding());
        this.windows = new Windows(spec.size(), spec.stride(), 1, spec.padding());
    }

    /** A window that moves by its own size. */
    public static Spec of(int size) {
        return new Spec(size, size, Padding.VALID);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        spec.outputShape(Sliding.sampleOf(spec, x));
        Tensor lengths = pass.lengths(x).orElse(null);
        if (lengths == null || windows.seeOnlySteps()) {
            return pool(x, options);
        }
        Pool inside = new Pool(1, spec.size(), 1, spec.stride(), windows.paddingOfPlaced());
        Tensor share = pool(windows.counts(x, lengths), inside); // of the elements under a window, those that are steps
        return pool(windows.placed(x, lengths, 0), inside).div(share.clip(NONE, 1));
    }

    /** As an image of height 1. */
    private static Tensor pool(Tensor x, Pool options) {
        return x.expandDims(1).averagePool2d(options).squeeze(1);
    }

    @Override
    public Optional<Tensor> lengthsAfter(Tensor lengths, Tensor x, Tensor y) {
        return Optional.of(windows.lengthsAfter(lengths, x.dim(1)));
    }
}
