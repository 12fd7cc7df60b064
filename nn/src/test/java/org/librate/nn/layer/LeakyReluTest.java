package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.LayerContract;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

class LeakyReluTest extends LayerContract {

    @Override
    protected LayerSpec spec() {
        return LeakyRelu.create().withSlope(0.1);
    }

    @Override
    protected Shape input() {
        return Shape.of(2, 3);
    }

    @Override
    protected @Nullable Shape refused() {
        return null; // takes every shape
    }

    @Test
    void takes_each_element_by_itself() {
        Tensor y = LeakyRelu.create().withSlope(0.1).build(Shape.of(4), Build.of(RandomSource.of(0))).forward(Tensor.of(new float[][] {{-2.0f, -0.5f, 0.0f, 1.5f}}), Pass.inference());
        assertThat(y.toArray()).containsExactly(new float[] {-0.2f, -0.05f, 0.0f, 1.5f}, within(1e-6f));
    }

    @Test
    void refuses_a_slope_that_turns_the_sign() {
        assertThatThrownBy(() -> LeakyRelu.create().withSlope(-1)).hasMessage("LeakyRelu: slope must be >= 0 and finite, got -1.0.");
    }
}
