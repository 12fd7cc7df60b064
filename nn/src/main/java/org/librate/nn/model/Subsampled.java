package org.librate.nn.model;

import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/**
 * A shortcut without parameters: every {@code stride}-th pixel, with channels of zeros around the others until there are {@code channels} (He et al.
 * 2016, option A).
 */
record Subsampled(int stride, int channels) implements LayerSpec, Layer {

    Subsampled {
        Check.positive("Subsampled", "stride", stride);
        Check.positive("Subsampled", "channels", channels);
    }

    static Subsampled of(int stride, int channels) {
        return new Subsampled(stride, channels);
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() != 3 || input.last() > channels) {
            throw new ShapeException(toString(), "needs samples [height, width, channels] with at most " + channels + " channels", "", input);
        }
        return Shape.of((input.dim(0) + stride - 1) / stride, (input.dim(1) + stride - 1) / stride, channels);
    }

    @Override
    public Layer build(Shape input, Build build) {
        outputShape(input);
        return this;
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        long missing = channels - x.dim(3);
        return x.slice(1, 0, x.dim(1), stride).slice(2, 0, x.dim(2), stride).pad(3, missing / 2, missing - missing / 2, 0);
    }

    @Override
    public String toString() {
        return "Subsampled[stride=" + stride + ", channels=" + channels + "]";
    }
}
