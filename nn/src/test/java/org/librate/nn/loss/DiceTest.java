package org.librate.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
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

    /** Two masks without an axis of channels: the same as with one of size 1, never a mask for each column. */
    @Test
    void a_row_may_be_one_mask() {
        Tensor x = Tensor.of(Shape.of(2, 2, 3), 2f, -1, 3, 0, -2, 1, 4, -4, 0, 1, 2, -3);
        Tensor t = Tensor.of(Shape.of(2, 2, 3), 1, 0, 1, 0, 0, 0, 1, 0, 0, 1, 1, 0);
        float[] wanted = Dice.create().perRow(x.reshape(2, 2, 3, 1), t.reshape(2, 2, 3, 1)).toArray();
        Dice whole = Dice.create().withMasks(Masks.ONE);
        assertThat(whole.perRow(x, t).toArray()).containsExactly(wanted);
        assertThat(whole.perRow(x.reshape(2, 1, 2, 3), t.reshape(2, 1, 2, 3)).toArray()).as("channels first").containsExactly(wanted);
        assertThat(whole.perRow(x.reshape(2, 6), t.reshape(2, 6)).toArray()).as("flat").containsExactly(wanted);
        assertThat(whole.perRow(x.reshape(2, 6, 1), t.reshape(2, 6)).toArray()).as("targets without the axis of 1").containsExactly(wanted);
        Tensor real = Tensor.of(Shape.of(2, 2), true, false, true, false);
        assertThat(whole.perRow(x, t, real).toArray()).as("steps").containsExactly(whole.perRow(x.slice(1, 0, 1), t.slice(1, 0, 1)).toArray());
        assertThat(whole.toString()).isEqualTo("Dice[smooth=1.0, masks=ONE]");
    }

    @Test
    void what_a_shape_cannot_tell_must_be_said() {
        for (Shape shape : List.of(Shape.of(2, 6), Shape.of(2, 2, 3), Shape.of(2, 1, 2, 3))) {
            Tensor x = Tensor.ones(shape.toArray());
            for (RowLoss loss : List.of(Dice.create(), Tversky.of(0.3, 0.7))) {
                assertThatThrownBy(() -> loss.perRow(x, x)).isInstanceOf(ShapeException.class)
                        .hasMessageContaining("cannot tell whether the last axis are channels").hasMessageContaining("withMasks(Masks.ONE)");
            }
            assertThat(Dice.create().withMasks(Masks.PER_CHANNEL).perRow(x, x).shape()).isEqualTo(Shape.of(2));
        }
        Tensor columns = Tensor.of(Shape.of(1, 2, 2), 2f, -1, 3, 0);
        Tensor there = Tensor.of(Shape.of(1, 2, 2), 1, 0, 1, 0);
        float perLabel = Dice.create().withMasks(Masks.PER_CHANNEL).perRow(columns, there).toArray()[0];
        assertThat(perLabel).isEqualTo(Dice.create().perRow(columns.reshape(1, 1, 2, 1, 2).reshape(1, 2, 1, 2), there.reshape(1, 2, 1, 2))
                .toArray()[0]);
    }
}
