package org.librate.nn.layer;

import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Parameter;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;
import org.librate.nn.init.Initializer;

/**
 * Adds to each step what tells its position, since attention by itself does not know the order: {@code [time, width]} to the same.
 *
 * <p>{@link #sinusoidal}: {@code sin(position / 10000^(2i / width))} in feature 2i and the cosine in feature 2i + 1, for any length (Vaswani et al.
 * 2017). {@link #learned}: a table of its own, up to a length. In a pass with a cache positions go on where the last pass ended.
 */
public final class PositionalEncoding implements Layer {

    private static final double BASE = 10_000;

    /** What the user writes. Without a table ({@code maxLength} 0) positions are sinusoidal. */
    public record Spec(int maxLength, Initializer weights) implements LayerSpec {

        /** How a learned table starts. */
        public Spec withWeights(Initializer weights) {
            return new Spec(maxLength, weights);
        }

        @Override
        public Shape outputShape(Shape input) {
            Sliding.sequence(this, input);
            if (maxLength > 0 && input.dim(0) > maxLength) {
                throw new ShapeException(toString(), "the sequence must not be longer than the table", "", input);
            }
            return input;
        }

        @Override
        public PositionalEncoding build(Shape input, Build build) {
            outputShape(input);
            return new PositionalEncoding(this, maxLength == 0 ? null : build.weight("weight", Shape.of(maxLength, input.last()), weights),
                    build.path());
        }

        @Override
        public String toString() {
            return maxLength == 0 ? "PositionalEncoding[sinusoidal]" : "PositionalEncoding[learned, maxLength=" + maxLength + "]";
        }
    }

    private final Spec spec;
    private final @Nullable Parameter table;    // [maxLength, width], if learned
    private final String path;

    private PositionalEncoding(Spec spec, @Nullable Parameter table, String path) {
        this.spec = spec;
        this.table = table;
        this.path = path;
    }

    public static Spec sinusoidal() {
        return new Spec(0, Initializer.zeros());
    }

    /** @param maxLength the longest sequence there will be */
    public static Spec learned(int maxLength) {
        return new Spec(Check.positive("PositionalEncoding", "maxLength", maxLength), Initializer.normal(0.02));
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        spec.outputShape(Sliding.sampleOf(spec, x));
        int time = (int) x.dim(1);
        int past = pass.cache().map(cache -> cache.pass(path, time)).orElse(0);
        if (table == null) {
            return x.add(waves(past, time, (int) x.dim(2)).cast(x.dtype()));
        }
        Check.require(past + time <= spec.maxLength(), spec.toString(), "the sequence must not be longer than the table", past + time + " steps");
        return x.add(table.tensor().slice(0, past, past + time));
    }

    private static Tensor waves(int past, int time, int width) {
        double[] values = new double[time * width];
        for (int i = 0; i < time; i++) {
            for (int d = 0; d < width; d++) {
                double angle = (past + i) * Math.pow(BASE, -(double) (d - d % 2) / width);
                values[i * width + d] = d % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
            }
        }
        return Tensor.of(Shape.of(time, width), values);
    }
}
