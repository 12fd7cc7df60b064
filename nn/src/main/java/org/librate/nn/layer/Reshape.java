package org.librate.nn.layer;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/**
 * The same elements of each sample under another shape: {@code [..]} to {@code [shape]}, the last axis running fastest. One length may be -1 and is
 * worked out. Padding becomes 0, and its lengths are forgotten: what time is, only the reader knows now.
 *
 * <pre>{@code
 * Reshape.of(28, 28, 1)
 * }</pre>
 */
public final class Reshape implements Layer {

    /** What the user writes. */
    public record Spec(List<Long> shape) implements LayerSpec {

        public Spec {
            shape = List.copyOf(shape);
            Check.require(shape.stream().allMatch(length -> length > 0 || length == -1), "Reshape", "lengths must be > 0, or -1", shape);
            Check.require(shape.stream().filter(length -> length == -1).count() <= 1, "Reshape", "only one length can be worked out", shape);
        }

        @Override
        public Shape outputShape(Shape input) {
            long known = shape.stream().mapToLong(length -> Math.abs(length)).reduce(1, Math::multiplyExact);
            boolean open = shape.contains(-1L);
            if (open ? input.size() % known != 0 : input.size() != known) {
                throw new ShapeException(toString(), "needs samples of " + (open ? "a multiple of " : "") + known + " elements",
                        "got " + input.size(), input);
            }
            return Shape.of(shape.stream().mapToLong(length -> length == -1 ? input.size() / known : length).toArray());
        }

        @Override
        public Reshape build(Shape input, Build build) {
            outputShape(input);
            return new Reshape(this);
        }

        @Override
        public String toString() {
            return "Reshape" + shape;
        }
    }

    private final Spec spec;

    private Reshape(Spec spec) {
        this.spec = spec;
    }

    /** The shape of one sample, without the batch. */
    public static Spec of(long... shape) {
        return new Spec(LongStream.of(shape).boxed().toList());
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return pass.masked(x).reshape(spec.outputShape(Sliding.sampleOf(spec, x)).prepend(x.dim(0)));
    }

    @Override
    public Optional<Tensor> lengthsAfter(Tensor lengths, Tensor x, Tensor y) {
        return Optional.empty();
    }
}
