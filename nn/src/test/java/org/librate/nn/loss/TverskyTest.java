package org.librate.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;

class TverskyTest extends LossContract {

    @Override
    Loss loss() {
        return Tversky.of(0.3, 0.7);
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of(
                "Tversky", loss(),
                "Tversky_classes", Tversky.of(0.3, 0.7).withSmooth(0.5));
    }

    @Override
    Tensor perfect(Tensor target) {
        return target.cast(DType.FLOAT64).mul(2).sub(1).mul(50);
    }

    @Test
    void halves_are_dice() {
        Tensor x = Tensor.of(Shape.of(1, 3), 1f, -2, 0.5f);
        Tensor t = Tensor.of(Shape.of(1, 3), 1, 0, 0);
        assertThat(Tversky.of(0.5, 0.5).withSmooth(0.5).withMasks(Masks.ONE).perRow(x, t).toArray())
                .containsExactly(Dice.create().withMasks(Masks.ONE).perRow(x, t).toArray());
    }
}
