package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.DType;
import org.librate.core.Gradients;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Module;
import org.librate.nn.Net;
import org.librate.nn.Pass;

/** Attention over a second sequence, of every kind. */
class MemoryAttentionTest {

    static Stream<Net> kinds() {
        return Stream.of(DotAttention.create(), DotAttention.create().withScaled(true), AdditiveAttention.of(3), CrossAttention.of(2),
                CrossAttention.of(4).withKeyValueHeads(2).withBias(false));
    }

    private static Tensor sequences(String name, long... shape) {
        return Tensor.uniform(Shape.of(shape), -1, 1, RandomSource.of(4).stream(name).at(0));
    }

    private static Module built(Net net, Tensor x, Tensor memory, DType type) {
        return net.build(List.of(x.shape().slice(1, 3), memory.shape().slice(1, 3)), Build.of(RandomSource.of(1), type));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void padding_of_the_memory_changes_nothing(Net net) {
        Tensor x = sequences("x", 2, 3, 4);
        Tensor memory = sequences("memory", 2, 5, 4);
        Module module = built(net, x, memory, DType.FLOAT32);
        float[] padded = module.forward(List.of(x, memory), Pass.inference().withLengths(memory, Tensor.of(2, 0))).get(0).toArray();
        Tensor alone = module.forward(List.of(x.slice(0, 0, 1), memory.slice(0, 0, 1).slice(1, 0, 2)), Pass.inference()).get(0);
        assertThat(alone.shape().prepend(1).last()).isEqualTo(net.outputShapes(List.of(Shape.of(3, 4), Shape.of(5, 4))).get(0).last());
        for (int i = 0; i < alone.size(); i++) {
            assertThat(padded[i]).isCloseTo(alone.toArray()[i], within(1e-6f));
        }
        for (int i = (int) alone.size(); i < padded.length; i++) {
            assertThat(padded[i]).as("a row with an empty memory").isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void gradients_agree_with_finite_differences(Net net) {
        Tensor x = sequences("x", 1, 2, 4).cast(DType.FLOAT64);
        Tensor memory = sequences("memory", 1, 3, 4).cast(DType.FLOAT64);
        Module module = built(net, x, memory, DType.FLOAT64);
        Tensor tracked = memory.tracked();
        double[] slopes = Gradients.of(module.forward(List.of(x, tracked), Pass.training()).get(0).square().sum()).get(tracked).toDoubles();
        for (int i = 0; i < slopes.length; i++) {
            double numeric = (loss(module, x, memory, i, 1e-6) - loss(module, x, memory, i, -1e-6)) / 2e-6;
            assertThat(slopes[i]).isCloseTo(numeric, within(1e-6 * (1 + Math.abs(numeric))));
        }
    }

    private static double loss(Module module, Tensor x, Tensor memory, int i, double h) {
        double[] values = memory.toDoubles();
        values[i] += h;
        return module.forward(List.of(x, Tensor.of(memory.shape(), values)), Pass.training()).get(0).square().sum().item();
    }

    @Test
    void a_step_takes_what_is_like_it() {
        Tensor memory = Tensor.of(new float[] {10, 0, 0, 10}).reshape(1, 2, 2);
        Tensor x = Tensor.of(new float[] {5, 0, 0, 5, 3, 3}).reshape(1, 3, 2);
        assertThat(built(DotAttention.create(), x, memory, DType.FLOAT32).forward(List.of(x, memory), Pass.inference()).get(0).toArray())
                .containsExactly(new float[] {10, 0, 0, 10, 5, 5}, within(1e-5f));
    }

    @Test
    void says_what_does_not_fit() {
        assertThatThrownBy(() -> DotAttention.create().outputShapes(List.of(Shape.of(3, 4), Shape.of(5, 3))))
                .hasMessageContaining("DotAttention: both sequences must have one width");
        assertThatThrownBy(() -> CrossAttention.of(3).outputShapes(List.of(Shape.of(3, 4), Shape.of(5, 3))))
                .hasMessageContaining("CrossAttention[heads=3]: the width must be a multiple of 3 heads");
        assertThatThrownBy(() -> AdditiveAttention.of(3).outputShapes(List.of(Shape.of(3, 4))))
                .hasMessageContaining("AdditiveAttention[units=3]: takes a sequence and a memory");
    }
}
