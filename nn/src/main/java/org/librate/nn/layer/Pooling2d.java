package org.librate.nn.layer;

import java.util.function.BiFunction;
import org.librate.core.Check;
import org.librate.core.Padding;
import org.librate.core.Pool;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;

/** The options that {@link AvgPool2d} and {@link MaxPool2d} share, and the layer they become. */
record Pooling2d(String who, int height, int width, int strideHeight, int strideWidth, Padding padding) {

    Pooling2d {
        Check.positive(who, "height", height);
        Check.positive(who, "width", width);
        Check.positive(who, "stride", strideHeight);
        Check.positive(who, "stride", strideWidth);
        Check.require(padding != Padding.CAUSAL, who, "padding must be VALID or SAME", padding);
    }

    Shape outputShape(Shape input) {
        return new Sliding(height, width, strideHeight, strideWidth, 1, padding).overImage(this, input);
    }

    Layer layer(LayerSpec spec, Shape input, BiFunction<Tensor, Pool, Tensor> pooled) {
        Pool options = new Pool(height, width, strideHeight, strideWidth, padding);
        return Weightless.of(spec, input, (x, pass) -> pooled.apply(x, options));
    }

    @Override
    public String toString() {
        String size = Described.square(height, width);
        return Described.as(who).with("size", size).unless(size, "stride", Described.square(strideHeight, strideWidth))
                .unless(Padding.VALID, "padding", padding).toString();
    }
}
