package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Role;

class PReluTest extends OneLineContract {

    PReluTest() {
        super(PRelu.create(), Shape.of(2, 3));
    }

    @Test
    void weighs_the_negative_side() {
        Tensor y = run(PRelu.create().withSlope(0.5), Tensor.of(new float[][] {{-2.0f, -0.5f, 0.0f, 1.5f}}));
        assertThat(y.toArray()).containsExactly(new float[] {-1.0f, -0.25f, 0.0f, 1.5f}, within(1e-6f));
    }

    @Test
    void learns_a_slope_for_each_channel_or_one_for_all() {
        Build build = Build.of(RandomSource.of(0));
        PRelu.create().build(Shape.of(4, 4, 3), build);
        assertThat(build.learned().get(0).parameter().shape()).isEqualTo(Shape.of(3));
        assertThat(build.learned().get(0).role()).isEqualTo(Role.SCALE);
        Build shared = Build.of(RandomSource.of(0));
        PRelu.create().withShared(true).build(Shape.of(4, 4, 3), shared);
        assertThat(shared.learned().get(0).parameter().shape()).isEqualTo(Shape.of(1));
    }
}
