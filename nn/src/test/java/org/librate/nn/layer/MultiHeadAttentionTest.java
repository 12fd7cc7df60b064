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

class MultiHeadAttentionTest extends OneLineContract {

    MultiHeadAttentionTest() {
        super(MultiHeadAttention.of(4).withKeyValueHeads(2).withCausal(true).withRotary(true).withDropout(0.2), Shape.of(3, 8), Shape.of(3, 6));
    }

    private static Tensor sequences(long n, long time, long width) {
        return Tensor.uniform(Shape.of(n, time, width), -1, 1, RandomSource.of(5).stream("x").at(0));
    }

    private static Layer built(LayerSpec spec, Tensor x) {
        return spec.build(x.shape().slice(1, 3), Build.of(RandomSource.of(1)));
    }

    /** Padding is attended to with weight 0, and 0 times NaN is NaN. */
    @Override
    protected boolean padsMayBeNan() {
        return false;
    }

    @Test
    void equal_steps_all_give_the_same() {
        Tensor x = Tensor.ones(1, 3, 4);
        float[] y = built(MultiHeadAttention.of(2), x).forward(x, Pass.inference()).toArray();
        for (int i = 4; i < y.length; i++) {
            assertThat(y[i]).isCloseTo(y[i % 4], within(1e-6f));
        }
    }

    @Test
    void a_padded_batch_equals_its_rows_alone() {
        Tensor x = sequences(2, 5, 8);
        Layer layer = built(MultiHeadAttention.of(2), x);
        Pass pass = Pass.inference();
        float[] padded = layer.forward(x, pass.withLengths(x, Tensor.of(5, 3))).select(0, 1).slice(0, 0, 3).toArray();
        Tensor alone = x.slice(0, 1, 2).slice(1, 0, 3);
        assertThat(padded).containsExactly(layer.forward(alone, pass).toArray(), within(1e-6f));
    }

    @Test
    void steps_with_a_cache_give_what_all_at_once_give() {
        for (LayerSpec spec : new LayerSpec[] {MultiHeadAttention.of(4).withCausal(true),
                MultiHeadAttention.of(4).withKeyValueHeads(2).withCausal(true).withRotary(true)}) {
            Tensor x = sequences(3, 150, 16);
            Layer layer = built(spec, x);
            float[] whole = layer.forward(x, Pass.inference()).toArray();
            KeyValueCache cache = KeyValueCache.create();
            Pass pass = Pass.inference().withCache(cache);
            Tensor first = layer.forward(x.slice(1, 0, 60), pass);
            Tensor few = layer.forward(x.slice(1, 60, 63), pass);
            Tensor[] parts = new Tensor[89];
            parts[0] = first;
            parts[1] = few;
            for (int step = 63; step < 150; step++) {
                parts[step - 61] = layer.forward(x.slice(1, step, step + 1), pass);
            }
            assertThat(Tensor.concat(1, parts).toArray()).containsExactly(whole, within(1e-5f));
            assertThat(cache.toString()).isEqualTo("KeyValueCache[150 steps, 1 layers]");
        }
    }

    @Test
    void a_cache_can_be_reordered() {
        Tensor x = sequences(2, 4, 8);
        Layer layer = built(MultiHeadAttention.of(2).withCausal(true), x);
        KeyValueCache cache = KeyValueCache.create();
        Pass pass = Pass.inference().withCache(cache);
        layer.forward(x.slice(1, 0, 3), pass);
        cache.reorder(Tensor.of(1, 0));
        Tensor swapped = x.gather(0, Tensor.of(1, 0));
        assertThat(layer.forward(swapped.slice(1, 3, 4), pass).toArray())
                .containsExactly(layer.forward(swapped, Pass.inference()).slice(1, 3, 4).toArray(), within(1e-5f));
    }

    @Test
    void says_what_a_cache_needs() {
        Tensor x = sequences(2, 4, 8);
        Pass pass = Pass.inference().withCache(KeyValueCache.create());
        assertThatThrownBy(() -> built(MultiHeadAttention.of(2), x).forward(x, pass)).hasMessage(
                "MultiHeadAttention[heads=2]: only attention that looks back can go on with a cache, got a pass with one. Use withCausal(true).");
        Layer layer = built(MultiHeadAttention.of(2).withCausal(true), x);
        layer.forward(x, pass);
        assertThatThrownBy(() -> layer.forward(x.slice(0, 0, 1), pass))
                .hasMessage("KeyValueCache: goes on with 2 sequences, got [1, 4, 8]. Use a new cache for another batch.");
        assertThatThrownBy(() -> Pass.training().withCache(KeyValueCache.create())).hasMessageContaining("a cache is for inference");
    }

    @Test
    void counts_its_parameters() {
        assertThat(MultiHeadAttention.of(12).parameterCount(Shape.of(4, 768))).isEqualTo(4 * 768 * 768 + 4 * 768);
        assertThat(MultiHeadAttention.of(4).withKeyValueHeads(1).withBias(false).parameterCount(Shape.of(4, 8))).isEqualTo(8 * 12 + 8 * 8);
    }
}
