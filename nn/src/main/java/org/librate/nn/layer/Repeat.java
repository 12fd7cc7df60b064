package org.librate.nn.layer;

import java.util.Collections;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Sequential;

/**
 * The same kind of layer several times one after another, each with weights of its own.
 *
 * <pre>{@code
 * Repeat.times(3, Residual.of(Sequential.of(Dense.of(64), Relu.create(), Dense.of(64))))
 * }</pre>
 */
public record Repeat(int times, LayerSpec layer) implements LayerSpec {

    public Repeat {
        Check.positive("Repeat", "times", times);
    }

    public static Repeat times(int times, LayerSpec layer) {
        return new Repeat(times, layer);
    }

    /** Capped, so that no sum of such counts overflows. */
    @Override
    public long layerCount() {
        return (long) Math.min(1L << 40, 1 + (double) times * layer.layerCount());
    }

    @Override
    public Shape outputShape(Shape input) {
        return unrolled().outputShape(input);
    }

    @Override
    public Layer build(Shape input, Build build) {
        return unrolled().build(input, build);
    }

    private Sequential unrolled() {
        return Sequential.of(Collections.nCopies(times, layer));
    }

    @Override
    public String toString() {
        return "Repeat[times=" + times + ", " + layer + "]";
    }
}
