package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Sequential;

class RepeatTest extends OneLineContract {

    RepeatTest() {
        super(Repeat.times(2, Residual.of(Sequential.of(Dense.of(3), Tanh.create()))), Shape.of(3));
    }

    @Override
    protected String refuser() {
        return "Dense";
    }

    @Test
    void each_layer_has_weights_of_its_own() {
        Build build = Build.of(RandomSource.of(0));
        spec().build(input(), build);
        assertThat(build.learned().stream().map(one -> one.parameter().name()))
                .containsExactly("residual.body.dense.weight", "residual.body.dense.bias", "residual_2.body.dense.weight",
                        "residual_2.body.dense.bias");
        assertThat(build.learned().get(0).parameter().tensor().toArray()).isNotEqualTo(build.learned().get(2).parameter().tensor().toArray());
        assertThatThrownBy(() -> Repeat.times(0, Dense.of(3))).hasMessage("Repeat: times must be > 0, got 0.");
    }
}
