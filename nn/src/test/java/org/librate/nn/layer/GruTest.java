package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Network;
import org.librate.nn.Pass;

class GruTest extends OneLineContract {

    GruTest() {
        super(Gru.of(3).withLayers(2), Shape.of(4, 2), Shape.of(3));
    }

    @Test
    void it_says_what_it_is() {
        assertThat(spec()).hasToString("Gru[units=3, layers=2]").isEqualTo(Gru.of(3).withLayers(2));
    }

    @Test
    void a_gru_that_keeps_everything_stays_where_it_is() {
        Network network = Network.build(Gru.of(2).withLastOnly(true), input(), RandomSource.of(1));
        network.parameter("bias").tensor().assign(50, 50, 0, 0, 0, 0, 0, 0);
        assertThat(network.forward(Tensor.ones(1, 4, 2), Pass.inference()).toArray()).containsOnly(0f);
    }
}
