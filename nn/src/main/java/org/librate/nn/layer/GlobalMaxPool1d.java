package org.librate.nn.layer;

import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/** The largest element of each channel over time: {@code [time, c]} to {@code [c]}; of padded sequences among the real steps, 0 if there are none. */
public final class GlobalMaxPool1d {

    /** What the user writes. */
    public record Spec() implements LayerSpec {

        @Override
        public Shape outputShape(Shape input) {
            return Shape.of(Sliding.sequence(this, input).last());
        }

        @Override
        public Layer build(Shape input, Build build) {
            return Weightless.of(this, input, GlobalMaxPool1d::largest);
        }

        @Override
        public String toString() {
            return "GlobalMaxPool1d";
        }
    }

    private GlobalMaxPool1d() {
    }

    public static Spec create() {
        return new Spec();
    }

    private static Tensor largest(Tensor x, Pass pass) {
        Tensor lengths = pass.lengths(x).orElse(null);
        if (lengths == null) {
            return x.max(1);
        }
        Tensor most = Windows.isReal(x, lengths).where(x, Tensor.full(x.dtype(), Shape.of(1), -Float.MAX_VALUE)).max(1);
        return lengths.gt(0).reshape(x.dim(0), 1).where(most, Tensor.full(x.dtype(), Shape.of(1), 0));
    }
}
