package org.librate.nn.loss;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;

class HuberTest extends LossContract {

    @Override
    Loss loss() {
        return Huber.create();
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of("Huber", Huber.create(), "Huber_wide", Huber.create().withDelta(2.25));
    }

    @Override
    Tensor perfect(Tensor target) {
        return target.mul(1);
    }

    @Test
    void delta_is_checked() {
        assertThatThrownBy(() -> Huber.create().withDelta(0)).hasMessage("Huber: delta must be > 0 and finite, got 0.0.");
    }
}
