package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.KeyValueCache;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

class PositionalEncodingTest extends OneLineContract {

    PositionalEncodingTest() {
        super(PositionalEncoding.learned(3), Shape.of(3, 4), Shape.of(4, 4));
    }

    private static Layer built(LayerSpec spec) {
        return spec.build(Shape.of(2, 4), Build.of(RandomSource.of(0)));
    }

    @Test
    void sine_and_cosine_of_slower_and_slower_angles() {
        float[] y = built(PositionalEncoding.sinusoidal()).forward(Tensor.zeros(1, 2, 4), Pass.inference()).toArray();
        assertThat(y).containsExactly(new float[] {0, 1, 0, 1, 0.841471f, 0.540302f, 0.01f, 0.99995f}, within(1e-6f));
    }

    @Test
    void positions_go_on_with_a_cache() {
        for (LayerSpec spec : new LayerSpec[] {PositionalEncoding.sinusoidal(), PositionalEncoding.learned(5)}) {
            Layer layer = built(spec);
            float[] whole = layer.forward(Tensor.zeros(1, 5, 4), Pass.inference()).toArray();
            Pass pass = Pass.inference().withCache(KeyValueCache.create());
            Tensor parts = Tensor.concat(1, layer.forward(Tensor.zeros(1, 3, 4), pass), layer.forward(Tensor.zeros(1, 2, 4), pass));
            assertThat(parts.toArray()).containsExactly(whole);
        }
    }

    @Test
    void says_where_the_table_ends() {
        Layer layer = built(PositionalEncoding.learned(3));
        Pass pass = Pass.inference().withCache(KeyValueCache.create());
        layer.forward(Tensor.zeros(1, 3, 4), pass);
        assertThatThrownBy(() -> layer.forward(Tensor.zeros(1, 1, 4), pass))
                .hasMessage("PositionalEncoding[learned, maxLength=3]: the sequence must not be longer than the table, got 4 steps.");
    }
}
