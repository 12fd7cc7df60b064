package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.Pass;

class LambdaTest extends OneLineContract {

    LambdaTest() {
        super(Lambda.of("last_step", x -> x.select(1, -1), shape -> Shape.of(shape.last())), Shape.of(3, 2), null);
    }

    /** The function is the user's: its last step is the batch's, not the row's. */
    @Override
    protected Optional<Shape> sequence() {
        return Optional.empty();
    }

    @Test
    void applies_the_function() {
        Layer twice = Lambda.of("twice", x -> x.mul(2)).build(Shape.of(2), Build.of(RandomSource.of(0)));
        assertThat(twice.forward(Tensor.of(new float[][] {{1, 3}}), Pass.inference()).toArray()).containsExactly(2, 6);
        assertThat(Lambda.of("twice", x -> x.mul(2)).defaultName()).isEqualTo("twice");
    }

    @Test
    void holds_the_function_to_its_rule() {
        Layer wrong = Lambda.of("wrong", x -> x.sum(1)).build(Shape.of(2), Build.of(RandomSource.of(0)));
        assertThatThrownBy(() -> wrong.forward(Tensor.zeros(4, 2), Pass.inference()))
                .hasMessage("Lambda[wrong]: by its rule it makes batches of shape [4, 2], the function made [4]. Shape [4, 2].");
        assertThatThrownBy(() -> Lambda.of("a b", x -> x)).hasMessage("Lambda: names are of letters, digits and _, got \"a b\".");
    }
}
