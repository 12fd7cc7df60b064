package org.librate.nn.layer;

import org.jspecify.annotations.Nullable;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/**
 * The last step of each sequence: {@code [time, ..]} to {@code [..]}. Of a padded sequence, its own last step ({@link Pass#lengths}); zeros if it has
 * none.
 *
 * <pre>{@code
 * Sequential.of(Lstm.of(64), LastStep.create(), Dense.of(1))
 * }</pre>
 *
 * <p>After a bidirectional layer, the half that read backwards has seen one step only there: {@link Lstm.Spec#withLastOnly} gives the last state of
 * both.
 */
public final class LastStep {

    /** What the user writes. */
    public record Spec() implements LayerSpec {

        @Override
        public Shape outputShape(Shape input) {
            if (input.rank() == 0 || input.dim(0) == 0) {
                throw new ShapeException(toString(), "needs samples [time, ..] of at least one step", "", input);
            }
            return input.without(0);
        }

        @Override
        public Layer build(Shape input, Build build) {
            return Weightless.of(this, input, (x, pass) -> of(x, pass.lengths(x).orElse(null)));
        }

        @Override
        public String toString() {
            return "LastStep";
        }
    }

    private LastStep() {
    }

    public static Spec create() {
        return new Spec();
    }

    static Tensor of(Tensor x, @Nullable Tensor lengths) {
        return lengths == null ? x.select(1, -1) : x.stepAt(lengths.sub(1));
    }
}
