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
import org.librate.nn.Pass;
import org.librate.nn.init.Initializer;

class DenseTest extends OneLineContract {

    DenseTest() {
        super(Dense.of(3), Shape.of(5));
    }

    @Test
    void weighs_the_inputs() {
        Layer dense = Dense.of(1).withWeights(Initializer.constant(2)).build(Shape.of(2), Build.of(RandomSource.of(0)));
        assertThat(dense.forward(Tensor.of(new float[][] {{1, 3}}), Pass.inference()).toArray()).containsExactly(8f); // 2·1 + 2·3
    }

    @Test
    void counts_its_products() {
        assertThat(Dense.of(3).multiplyAdds(Shape.of(7, 5))).isEqualTo(7 * 5 * 3);
    }

    @Test
    void says_what_it_was_built_for() {
        Layer dense = Dense.of(64).build(Shape.of(128), Build.of(RandomSource.of(0)));
        assertThatThrownBy(() -> dense.forward(Tensor.zeros(32, 96), Pass.inference()))
                .hasMessage("Dense[units=64]: built for 128 input features, got 96. Shape [32, 96].");
        assertThatThrownBy(() -> Dense.of(0)).hasMessage("Dense: units must be > 0, got 0.");
    }

    @Test
    void starts_by_answering_how_frequent_classes_are() {
        Dense.Spec spec = Dense.of(2).withWeights(Initializer.zeros()).withBiases(Initializer.logFrequencies(90, 10));
        Layer dense = spec.build(Shape.of(3), Build.of(RandomSource.of(0)));
        assertThat(dense.forward(Tensor.ones(1, 3), Pass.inference()).softmax(1).toArray()).containsExactly(new float[] {0.9f, 0.1f}, within(1e-6f));
        assertThat(spec.toString()).startsWith("Dense[units=2, weights=Zeros, biases=LogFrequencies[");
    }
}
