package org.librate.nn.layer;

import org.librate.core.Parameter;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;
import org.librate.nn.Role;
import org.librate.nn.init.Initializer;

/** Leaky relu with a learned slope for each channel: {@code x} where x > 0, {@code a·x} elsewhere (He et al. 2015). */
public final class PRelu implements Layer {

    /** What the user writes. */
    public record Spec(double slope, boolean shared) implements LayerSpec {

        /** Where the slope starts. */
        public Spec withSlope(double slope) {
            return new Spec(slope, shared);
        }

        /** One slope for all channels. */
        public Spec withShared(boolean shared) {
            return new Spec(slope, shared);
        }

        @Override
        public Shape outputShape(Shape input) {
            return Sliding.channelled(this, input);
        }

        @Override
        public PRelu build(Shape input, Build build) {
            outputShape(input);
            // not a weight: decay would pull the slope to 0, which is another activation, not a simpler network
            return new PRelu(build.parameter("slope", Shape.of(shared ? 1 : input.last()), Initializer.constant(slope), Role.SCALE));
        }

        @Override
        public String toString() {
            return "PRelu[slope=" + slope + (shared ? ", shared=true" : "") + "]";
        }
    }

    private final Parameter slope;      // [channels], or [1]

    private PRelu(Parameter slope) {
        this.slope = slope;
    }

    public static Spec create() {
        return new Spec(0.25, false);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return x.relu().sub(x.neg().relu().mul(slope.tensor()));
    }
}
