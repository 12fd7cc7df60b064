package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.KeyValueCache;
import org.librate.nn.Layer;
import org.librate.nn.Module;
import org.librate.nn.Pass;

class DecoderBlockTest extends BlockContract {

    DecoderBlockTest() {
        super(DecoderBlock.of(4).withHeads(2).withFeedForward(3).withDropout(0.2));
    }

    @Test
    void steps_with_a_cache_give_what_all_at_once_give() {
        Tensor x = Tensor.uniform(Shape.of(2, 9, 16), -1, 1, RandomSource.of(3).stream("x").at(0));
        Tensor memory = Tensor.uniform(Shape.of(2, 5, 12), -1, 1, RandomSource.of(3).stream("memory").at(0));
        DecoderBlock.Spec spec = DecoderBlock.of(16).withHeads(4).withKeyValueHeads(2).withRotary(true);
        Module block = spec.build(List.of(Shape.of(9, 16), Shape.of(5, 12)), Build.of(RandomSource.of(1)));
        float[] whole = block.forward(List.of(x, memory), Pass.inference()).get(0).toArray();
        Pass pass = Pass.inference().withCache(KeyValueCache.create());
        List<Tensor> parts = new ArrayList<>(block.forward(List.of(x.slice(1, 0, 4), memory), pass));
        for (int step = 4; step < 9; step++) {
            parts.addAll(block.forward(List.of(x.slice(1, step, step + 1), memory), pass));
        }
        assertThat(Tensor.concat(1, parts).toArray()).containsExactly(whole, within(1e-5f));
    }

    @Test
    void later_steps_do_not_change_earlier_ones() {
        Tensor x = Tensor.uniform(Shape.of(1, 6, 8), -1, 1, RandomSource.of(3).stream("x").at(0));
        Layer block = DecoderBlock.of(8).build(Shape.of(6, 8), Build.of(RandomSource.of(1)));
        float[] whole = block.forward(x, Pass.inference()).slice(1, 0, 4).toArray();
        assertThat(block.forward(x.slice(1, 0, 4), Pass.inference()).toArray()).containsExactly(whole, within(1e-6f));
    }

    @Test
    void padding_of_the_memory_changes_nothing() {
        Tensor x = Tensor.uniform(Shape.of(2, 3, 8), -1, 1, RandomSource.of(3).stream("x").at(0));
        Tensor memory = Tensor.uniform(Shape.of(2, 5, 8), -1, 1, RandomSource.of(3).stream("memory").at(0));
        Module block = DecoderBlock.of(8).build(List.of(Shape.of(3, 8), Shape.of(5, 8)), Build.of(RandomSource.of(1)));
        float[] padded = block.forward(List.of(x, memory), Pass.inference().withLengths(memory, Tensor.of(2, 5))).get(0).slice(0, 0, 1).toArray();
        assertThat(block.forward(List.of(x.slice(0, 0, 1), memory.slice(0, 0, 1).slice(1, 0, 2)), Pass.inference()).get(0).toArray())
                .containsExactly(padded, within(1e-6f));
    }
}
