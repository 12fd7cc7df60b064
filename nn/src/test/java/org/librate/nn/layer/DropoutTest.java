package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.Network;
import org.librate.nn.Pass;
import org.librate.nn.Sequential;

class DropoutTest extends OneLineContract {

    DropoutTest() {
        super(Dropout.of(0.4), Shape.of(2, 3), null);
    }

    @Test
    void keeps_the_mean_and_drops_the_rate() {
        Tensor x = Tensor.ones(100, 100);
        Layer dropout = Dropout.of(0.2).build(Shape.of(100), Build.of(RandomSource.of(7)));
        float[] y = dropout.forward(x, Pass.training()).toArray();
        int dropped = 0;
        double sum = 0;
        for (float value : y) {
            assertThat(value == 0 || value == 1.25f).isTrue(); // 1 / (1 − 0.2)
            dropped += value == 0 ? 1 : 0;
            sum += value;
        }
        assertThat(dropped / 10_000.0).isCloseTo(0.2, within(0.02));
        assertThat(sum / 10_000).isCloseTo(1, within(0.02));
        assertThat(dropout.forward(x, Pass.inference())).isSameAs(x);
    }

    @Test
    void drops_others_after_each_draw_and_the_same_for_the_same_draw() {
        Network network = Network.build(Sequential.of(Dropout.of(0.5), Dense.of(40).withWeights((shape, stream) -> Tensor.eye(40))), Shape.of(40),
                RandomSource.of(7));
        Tensor x = Tensor.ones(1, 40);
        network.draw(1);
        float[] first = network.forward(x, Pass.training()).toArray();
        network.draw(2);
        assertThat(network.forward(x, Pass.training()).toArray()).isNotEqualTo(first);
        network.draw(1);
        assertThat(network.forward(x, Pass.training()).toArray()).containsExactly(first);
    }

    @Test
    void refuses_to_drop_everything() {
        assertThatThrownBy(() -> Dropout.of(1)).hasMessage("Dropout: rate must be in [0, 1), got 1.0.");
    }
}
