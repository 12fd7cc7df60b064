package org.librate.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Gradients;
import org.librate.core.Tensor;

class AsymmetricTest extends LossContract {

    @Override
    Loss loss() {
        return Asymmetric.create();
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of(
                "Asymmetric", Asymmetric.create(),
                "Asymmetric_plain", Asymmetric.create().withGammas(1, 2).withClip(0),
                "Asymmetric_wide", Asymmetric.create().withGammas(1, 1.5).withClip(0.3));
    }

    @Override
    Tensor perfect(Tensor target) {
        return target.cast(DType.FLOAT64).mul(2).sub(1).mul(50);
    }

    @Test
    void a_no_below_the_clip_costs_nothing_whatever_gamma() {
        for (double gamma : new double[] {0, 0.5, 1, 4}) {
            Tensor x = Tensor.of(-1000f, -4f).tracked();
            Tensor loss = Asymmetric.create().withGammas(0, gamma).perRow(x, Tensor.of(0, 0));
            assertThat(loss.toArray()).containsExactly(0, 0);
            assertThat(Gradients.of(loss.sum()).get(x).toArray()).containsExactly(0, 0);
        }
    }
}
