package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.librate.core.Activation;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Network;
import org.librate.nn.Pass;

class SimpleRnnTest extends OneLineContract {

    SimpleRnnTest() {
        super(SimpleRnn.of(4), Shape.of(4, 2), Shape.of(3));
    }

    @Test
    void it_says_what_it_is() {
        assertThat(spec()).hasToString("SimpleRnn[units=4]").isEqualTo(SimpleRnn.of(4));
    }

    @Test
    void only_its_two_activations_are_taken() {
        assertThat(SimpleRnn.of(3).withActivation(Activation.RELU)).hasToString("SimpleRnn[units=3, activation=RELU]");
        assertThatThrownBy(() -> SimpleRnn.of(3).withActivation(Activation.GELU)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SimpleRnn: the activation must be TANH or RELU");
    }

    @Test
    void one_unit_by_hand() {
        Network network = Network.build(SimpleRnn.of(1).withActivation(Activation.RELU), Shape.of(3, 1), RandomSource.of(1));
        network.parameter("weight").tensor().assign(2f);
        network.parameter("recurrent").tensor().assign(-1f);
        network.parameter("bias").tensor().assign(1f);
        assertThat(network.forward(Tensor.of(Shape.of(1, 3, 1), 1f, 2f, -3f), Pass.inference()).toArray()).containsExactly(3, 2, 0);
    }
}
