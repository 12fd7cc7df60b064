package org.librate.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;

class DiceTest extends LossContract {

    @Override
    Loss loss() {
        return Dice.create();
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of(
                "Dice", Dice.create(),
                "Dice_classes", Dice.create().withSmooth(0.5));
    }

    @Override
    Tensor perfect(Tensor target) {
        return target.cast(DType.FLOAT64).mul(2).sub(1).mul(50);
    }

    @Test
    void steps_that_are_not_real_do_not_count() {
        Tensor x = Tensor.of(Shape.of(1, 3, 2), 1f, 2, 3, 4, 500, -500);
        Tensor t = Tensor.of(Shape.of(1, 3), 0, 1, 1);
        Tensor real = Tensor.of(Shape.of(1, 3), true, true, false);
        float alone = Dice.create().perRow(x.slice(1, 0, 2), t.slice(1, 0, 2)).toArray()[0];
        assertThat(Dice.create().perRow(x, t, real).toArray()).containsExactly(alone);
    }
}
