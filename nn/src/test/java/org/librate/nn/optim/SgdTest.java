package org.librate.nn.optim;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SgdTest extends OptimizerContract {

    @Override
    Optimizer of(double rate) {
        return Sgd.of(rate);
    }

    @Override
    Map<String, Optimizer> goldens() {
        return Map.of(
                "Sgd", Sgd.of(0.1),
                "Sgd_momentum", Sgd.of(0.1).withMomentum(0.9).withWeightDecay(0.25),
                "Sgd_nesterov", Sgd.of(0.1).withMomentum(0.9).withNesterov(true).withWeightDecay(0.25));
    }

    @Test
    void looking_ahead_needs_momentum() {
        assertThatThrownBy(() -> Sgd.of(0.1).withNesterov(true)).hasMessageContaining("Sgd: Nesterov's look ahead needs momentum > 0")
                .hasMessageContaining("withMomentum(0.9)");
    }
}
