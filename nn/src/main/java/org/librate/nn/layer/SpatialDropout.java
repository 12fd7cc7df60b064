package org.librate.nn.layer;

import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;

/**
 * Dropout of whole channels: an image or a sequence loses a channel everywhere or nowhere, because neighbours in a feature map say much the same.
 * Samples are {@code [.., channels]} with at least two axes.
 */
public final class SpatialDropout {

    /** What the user writes. */
    public record Spec(double rate) implements LayerSpec {

        public Spec {
            Check.fraction("SpatialDropout", "rate", rate);
        }

        @Override
        public Shape outputShape(Shape input) {
            if (input.rank() < 2) {
                throw new ShapeException(toString(), "needs samples with positions and channels, such as [h, w, c]", "", input);
            }
            return input;
        }

        @Override
        public Layer build(Shape input, Build build) {
            outputShape(input);
            return WholeDropout.ofChannels(rate, build.key("key"));
        }

        @Override
        public String toString() {
            return "SpatialDropout[rate=" + rate + "]";
        }
    }

    private SpatialDropout() {
    }

    /** @param rate the share of channels that is dropped, 0 to less than 1 */
    public static Spec of(double rate) {
        return new Spec(rate);
    }
}
