package org.librate.nn.layer;

import java.util.Optional;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/** The mean of the steps that are real: {@code [time, c]} to {@code [c]}. Padding counts for nothing; a row of nothing but padding gives zeros. */
public final class MeanOverTime implements Layer {

    /** What the user writes. */
    public record Spec() implements LayerSpec {

        @Override
        public Shape outputShape(Shape input) {
            return Shape.of(Sliding.sequence(this, input).last());
        }

        @Override
        public MeanOverTime build(Shape input, Build build) {
            outputShape(input);
            return new MeanOverTime(this);
        }

        @Override
        public String toString() {
            return "MeanOverTime";
        }
    }

    private final Spec spec;

    private MeanOverTime(Spec spec) {
        this.spec = spec;
    }

    public static Spec skippingPadding() {
        return new Spec();
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        spec.outputShape(Sliding.sampleOf(spec, x));
        Optional<Tensor> lengths = pass.lengths(x);
        if (lengths.isEmpty()) {
            return x.mean(1);
        }
        Tensor counts = lengths.get().cast(x.dtype()).reshape(x.dim(0), 1).clip(1, Double.MAX_VALUE);
        return pass.masked(x).sum(1).div(counts);
    }
}
