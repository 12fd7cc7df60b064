package org.librate.nn.layer;

import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Parameter;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;
import org.librate.nn.init.Initializer;

/**
 * A learned row for each integer, {@code y = W[x]}: {@code [..]} to {@code [.., width]}, with a table {@code W [rows, width]}.
 *
 * <p>A negative integer gives a row of zeros that is not learned: for padding. One that is not below {@code rows} is an error when the batch runs.
 * The gradient is kept as rows, so the cost of a step grows with the batch, not with the table. Rows start from normal numbers with deviation
 * {@code 1 / √width}, so that their length is near 1.
 *
 * <pre>{@code
 * Embedding.of(vocabulary.size(), 256)
 * }</pre>
 */
public final class Embedding implements Layer {

    /** What the user writes. */
    public record Spec(int rows, int width, Initializer weights) implements LayerSpec {

        public Spec {
            Check.positive("Embedding", "rows", rows);
            Check.positive("Embedding", "width", width);
        }

        public Spec withWeights(Initializer weights) {
            return new Spec(rows, width, weights);
        }

        @Override
        public Shape outputShape(Shape input) {
            return input.append(width);
        }

        @Override
        public Embedding build(Shape input, Build build) {
            return new Embedding(this, build.weight("weight", Shape.of(rows, width), weights));
        }

        @Override
        public String toString() {
            return "Embedding[rows=" + rows + ", width=" + width + "]";
        }
    }

    private final Spec spec;
    private final Parameter weight;     // [rows, width]

    private Embedding(Spec spec, Parameter weight) {
        this.spec = spec;
        this.weight = weight;
    }

    public static Spec of(int rows, int width) {
        return new Spec(rows, width, Initializer.normal(1 / Math.sqrt(Check.positive("Embedding", "width", width))));
    }

    Parameter weight() {
        return weight;
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Check.require(x.dtype().isInteger(), spec.toString(), "takes integers", x.dtype() + " " + x.shape(), "Use cast(DType.INT32).");
        boolean index = x.dtype() == DType.INT32 || x.dtype() == DType.INT64;
        return weight.tensor().embedding(index ? x : x.cast(DType.INT32));
    }
}
