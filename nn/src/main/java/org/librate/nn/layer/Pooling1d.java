package org.librate.nn.layer;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.librate.core.Check;
import org.librate.core.Padding;
import org.librate.core.Pool;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/** The options that {@link AvgPool1d} and {@link MaxPool1d} share, and the layer they become. */
record Pooling1d(String who, int size, int stride, Padding padding) {

    Pooling1d {
        Check.positive(who, "size", size);
        Check.positive(who, "stride", stride);
        Check.require(padding != Padding.CAUSAL, who, "padding must be VALID or SAME", padding);
    }

    Shape outputShape(Shape input) {
        return Sliding.overTime(size, stride, 1, padding).overSequence(this, input);
    }

    /** What to make of sequences of different lengths. */
    interface Padded {

        /** @param pool over sequences that the windows have placed */
        Tensor pool(Tensor x, Tensor lengths, Windows windows, UnaryOperator<Tensor> pool);
    }

    Layer layer(LayerSpec spec, Shape input, BiFunction<Tensor, Pool, Tensor> pooled, Padded padded) {
        spec.outputShape(input);
        return new OverTime(spec, new Pool(1, size, 1, stride, padding), new Windows(size, stride, 1, padding), pooled, padded);
    }

    private record OverTime(LayerSpec spec, Pool options, Windows windows, BiFunction<Tensor, Pool, Tensor> pooled, Padded padded) implements Layer {

        @Override
        public Tensor forward(Tensor x, Pass pass) {
            spec.outputShape(Sliding.sampleOf(spec, x));
            Tensor lengths = pass.lengths(x).orElse(null);
            if (lengths == null || windows.seeOnlySteps()) {
                return pool(x, options);
            }
            return padded.pool(x, lengths, windows, placed -> pool(placed, options.withPadding(windows.paddingOfPlaced())));
        }

        /** As an image of height 1. */
        private Tensor pool(Tensor x, Pool options) {
            return pooled.apply(x.expandDims(1), options).squeeze(1);
        }

        @Override
        public Optional<Tensor> lengthsAfter(Tensor lengths, Tensor x, Tensor y) {
            return Optional.of(windows.lengthsAfter(lengths, x.dim(1)));
        }
    }

    @Override
    public String toString() {
        return Described.as(who).with("size", size).unless(size, "stride", stride).unless(Padding.VALID, "padding", padding).toString();
    }
}
