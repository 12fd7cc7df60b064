package org.librate.nn.layer;

import org.librate.core.Shape;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;

/** The mean of the steps that are real: {@code [time, c]} to {@code [c]}. Padding counts for nothing; a row of nothing but padding gives zeros. */
public final class MeanOverTime {

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
            return "MeanOverTime";
        }
    }

    private MeanOverTime() {
    }

    public static Spec skippingPadding() {
        return new Spec();
    }
}
