package org.librate.nn.layer;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/**
 * The axes of each sample in another order: axis {@code i} of the result is axis {@code order[i]} of the sample. The batch is not counted and stays
 * first. Padding becomes 0; its lengths are forgotten unless time stays the first axis.
 *
 * <pre>{@code
 * Permute.of(1, 2, 0)      // channels first to channels last
 * }</pre>
 */
public final class Permute implements Layer {

    /** What the user writes. */
    public record Spec(List<Integer> order) implements LayerSpec {

        public Spec {
            order = List.copyOf(order);
            Check.require(order.stream().sorted().toList().equals(IntStream.range(0, order.size()).boxed().toList()), "Permute",
                    "the order must name each axis once, from 0", order);
        }

        @Override
        public Shape outputShape(Shape input) {
            if (input.rank() != order.size()) {
                throw new ShapeException(toString(), "needs samples of " + order.size() + " axes", "got " + input.rank(), input);
            }
            return Shape.of(order.stream().mapToLong(axis -> input.dim(axis)).toArray());
        }

        @Override
        public Permute build(Shape input, Build build) {
            outputShape(input);
            return new Permute(this);
        }

        @Override
        public String toString() {
            return "Permute" + order;
        }
    }

    private final Spec spec;
    private final int[] withBatch;

    private Permute(Spec spec) {
        this.spec = spec;
        this.withBatch = IntStream.concat(IntStream.of(0), spec.order().stream().mapToInt(axis -> axis + 1)).toArray();
    }

    /** Axes of one sample, counted from 0. */
    public static Spec of(int... order) {
        return new Spec(IntStream.of(order).boxed().toList());
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        spec.outputShape(Sliding.sampleOf(spec, x));
        return pass.masked(x).permute(withBatch);
    }

    @Override
    public Optional<Tensor> lengthsAfter(Tensor lengths, Tensor x, Tensor y) {
        return spec.order().get(0) == 0 ? Optional.of(lengths) : Optional.empty();
    }
}
