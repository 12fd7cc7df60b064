package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.Parameter;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Network;

class LstmTest extends OneLineContract {

    LstmTest() {
        super(Lstm.of(3).withLayers(2).withBidirectional(true), Shape.of(4, 2), Shape.of(3));
    }

    @Test
    void it_says_what_it_is() {
        assertThat(spec()).hasToString("Lstm[units=3, layers=2, bidirectional=true]").isEqualTo(Lstm.of(3).withLayers(2).withBidirectional(true));
    }

    @Test
    void names_go_by_layer_and_direction_and_the_forget_gate_starts_open() {
        Network network = Network.build(spec(), input(), RandomSource.of(1));
        assertThat(network.parameters()).extracting(Parameter::name)
                .containsExactlyInAnyOrder("weight", "recurrent", "bias", "reversed.weight", "reversed.recurrent", "reversed.bias",
                "layer_2.weight", "layer_2.recurrent", "layer_2.bias", "layer_2.reversed.weight", "layer_2.reversed.recurrent",
                "layer_2.reversed.bias");
        assertThat(network.parameter("layer_2.weight").shape()).isEqualTo(Shape.of(6, 12));
        assertThat(network.parameter("bias").tensor().toArray()).containsExactly(0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0);
        Tensor u = network.parameter("recurrent").tensor();
        for (int gate = 0; gate < 4; gate++) {
            Tensor q = u.slice(1, 3L * gate, 3L * gate + 3);
            assertThat(q.transpose().matmul(q).sub(Tensor.eye(3)).abs().max().item()).isLessThan(1e-6);
        }
        assertThat(spec().multiplyAdds(List.of(input()))).isEqualTo(4 * 2 * (12 * (2 + 3) + 12 * (6 + 3)));
    }
}
