package org.librate.nn.layer;

import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/** The largest element of each channel over time: {@code [time, c]} to {@code [c]}; of padded sequences among the real steps, 0 if there are none. */
public final class GlobalMaxPool1d implements Layer {

    /** What the user writes. */
    public record Spec() implements LayerSpec {

        @Override
        public Shape outputShape(Shape input) {
            return Shape.of(Sliding.sequence(this, input).last());
        }

        @Override
        public GlobalMaxPool1d build(Shape input, Build build) {
            outputShape(input);
            return new GlobalMaxPool1d(this);
        }

        @Override
        public String toString() {
            return "GlobalMaxPool1d";
        }
    }

    private final Spec spec;

    private GlobalMaxPool1d(Spec spec) {
        this.spec = spec;
    }

    public static Spec create() {
        return new Spec();
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        spec.outputShape(Sliding.sampleOf(spec, x));
        Tensor lengths = pass.lengths(x).orElse(null);
        if (lengths == null) {
            return x.max(1);
        }
        Tensor most = Windows.isReal(x, lengths).where(x, Tensor.full(x.dtype(), Shape.of(1), -Float.MAX_VALUE)).max(1);
        return lengths.gt(0).reshape(x.dim(0), 1).where(most, Tensor.full(x.dtype(), Shape.of(1), 0));
    }
}
