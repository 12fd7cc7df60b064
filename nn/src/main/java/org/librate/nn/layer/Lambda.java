package org.librate.nn.layer;

import java.util.function.UnaryOperator;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/**
 * A function of your own without weights, under a name, with the rule for its shape: {@code y = f(x)}.
 *
 * <p>The function gets the whole batch, the rule one sample's shape. As every layer it may be recorded and replayed: it must do the same for the same
 * shapes, and must not read values.
 *
 * <pre>{@code
 * Lambda.of("scale", x -> x.mul(1 / 255.0))                                        // keeps the shape
 * Lambda.of("last_step", x -> x.select(1, -1), shape -> Shape.of(shape.last()))
 * }</pre>
 */
public final class Lambda implements Layer {

    /** What the user writes. */
    public record Spec(String name, UnaryOperator<Tensor> function, UnaryOperator<Shape> shape) implements LayerSpec {

        public Spec {
            Check.require(name.matches("[A-Za-z0-9_]+"), "Lambda", "names are of letters, digits and _", "\"" + name + "\"");
        }

        @Override
        public Shape outputShape(Shape input) {
            return shape.apply(input);
        }

        @Override
        public Lambda build(Shape input, Build build) {
            outputShape(input);
            return new Lambda(this);
        }

        @Override
        public String defaultName() {
            return name;
        }

        @Override
        public String toString() {
            return "Lambda[" + name + "]";
        }
    }

    private final Spec spec;

    private Lambda(Spec spec) {
        this.spec = spec;
    }

    /** A function that keeps the shape. */
    public static Spec of(String name, UnaryOperator<Tensor> function) {
        return of(name, function, UnaryOperator.identity());
    }

    /** A function of the batch, and what it makes of the shape of one sample. */
    public static Spec of(String name, UnaryOperator<Tensor> function, UnaryOperator<Shape> shape) {
        return new Spec(name, function, shape);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Shape expected = spec.outputShape(Sliding.sampleOf(spec, x)).prepend(x.dim(0));
        Tensor y = spec.function().apply(x);
        if (!y.shape().equals(expected)) {
            throw new ShapeException(spec.toString(), "by its rule it makes batches of shape " + expected, "the function made " + y.shape(),
                    x.shape());
        }
        return y;
    }
}
