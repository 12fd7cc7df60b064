package org.librate.nn.layer;

import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/** The mean of each channel over time: {@code [time, c]} to {@code [c]}; of padded sequences over the real steps, 0 if there are none. */
public final class GlobalAvgPool1d {

    /** What the user writes. */
    public record Spec() implements LayerSpec {

        @Override
        public Shape outputShape(Shape input) {
            return Shape.of(Sliding.sequence(this, input).last());
        }

        @Override
        public Layer build(Shape input, Build build) {
            return Weightless.of(this, input, GlobalAvgPool1d::mean);
        }

        @Override
        public String toString() {
            return "GlobalAvgPool1d";
        }
    }

    private GlobalAvgPool1d() {
    }

    public static Spec create() {
        return new Spec();
    }

    static Tensor mean(Tensor x, Pass pass) {
        Tensor lengths = pass.lengths(x).orElse(null);
        if (lengths == null) {
            return x.mean(1);
        }
        return pass.masked(x).sum(1).div(lengths.cast(x.dtype()).clip(1, Integer.MAX_VALUE).reshape(x.dim(0), 1));
    }
}
