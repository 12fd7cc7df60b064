package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GeluTest extends ElementwiseContract {

    GeluTest() {
        super(Gelu.create(), -0.0455002639f, -0.154268769f, 0.0f, 1.3997892f);
    }

    @Test
    void has_the_approximation_by_tanh() {
        assertThat(of(Gelu.create().withTanh(true))).containsExactly(new float[] {-0.0454023059f, -0.15428599f, 0.0f, 1.39957158f}, within(1e-6f));
    }
}
