package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Pass;
import org.librate.nn.Sequential;
import org.librate.nn.init.Initializer;

class ParallelTest extends OneLineContract {

    ParallelTest() {
        super(Parallel.concat(Dense.of(2), Sequential.of(Dense.of(3), Tanh.create()), Tanh.create()), Shape.of(4));
    }

    @Override
    protected String refuser() {
        return "Dense";
    }

    @Test
    void joins_channels_or_adds() {
        Dense.Spec twice = Dense.of(1).withWeights(Initializer.constant(2));
        Dense.Spec thrice = Dense.of(1).withWeights(Initializer.constant(3));
        Tensor x = Tensor.of(new float[][] {{1, 1}});
        assertThat(Parallel.concat(twice, thrice).build(Shape.of(2), Build.of(RandomSource.of(0))).forward(x, Pass.inference()).toArray())
                .containsExactly(4, 6);
        assertThat(Parallel.sum(twice, thrice).build(Shape.of(2), Build.of(RandomSource.of(0))).forward(x, Pass.inference()).toArray())
                .containsExactly(10);
        assertThat(spec().outputShape(input())).isEqualTo(Shape.of(9));
    }

    @Test
    void says_which_branch_differs() {
        assertThatThrownBy(() -> Parallel.concat(Conv2d.of(2, 1), Conv2d.of(2, 3)).outputShape(Shape.of(4, 4, 1))).hasMessageContainingAll(
                "Parallel: all branches must give one shape but for the channels", "[4, 4, 2] and [2, 2, 2]");
        assertThatThrownBy(() -> Parallel.sum(Dense.of(1), Dense.of(2)).outputShape(Shape.of(4)))
                .hasMessage("Parallel: all branches must give one shape, Dense[units=1] and Dense[units=2]. Shapes [1] and [2].");
        assertThatThrownBy(Parallel::concat).hasMessage("Parallel: needs at least one branch, got none.");
    }
}
