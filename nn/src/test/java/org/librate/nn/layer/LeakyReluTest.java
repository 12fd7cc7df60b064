package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LeakyReluTest extends ElementwiseContract {

    LeakyReluTest() {
        super(LeakyRelu.create().withSlope(0.1), -0.2f, -0.05f, 0.0f, 1.5f);
    }

    @Test
    void refuses_a_slope_that_turns_the_sign() {
        assertThatThrownBy(() -> LeakyRelu.create().withSlope(-1)).hasMessage("LeakyRelu: slope must be >= 0 and finite, got -1.0.");
    }
}
