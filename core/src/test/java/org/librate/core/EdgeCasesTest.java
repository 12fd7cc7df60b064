package org.librate.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.kernel.Execution;
import org.librate.core.kernel.KernelSets;
import org.librate.core.kernel.Kernels;

/** Where formulas say 0 · ∞ or ∞ − ∞, and where there is nothing: on both kernel sets. */
class EdgeCasesTest {

    private static final float NEVER = Float.NEGATIVE_INFINITY;

    static Stream<Kernels> kernels() {
        return Stream.of(KernelSets.preferred(), KernelSets.reference());
    }

    private static void on(Kernels kernels, Runnable body) {
        Execution.current().with(kernels, () -> {
            body.run();
            return null;
        });
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void leaky_relu_without_leak_is_relu_for_any_size(Kernels kernels) {
        on(kernels, () -> {
            for (int n : new int[] {4, 5000}) {
                float[] y = Tensor.concat(0, Tensor.of(NEVER, Float.NaN, -1f, 2f), Tensor.zeros(n - 4)).leakyRelu(0).toArray();
                assertThat(y[0]).isZero();
                assertThat(y[1]).isNaN();
                assertThat(y[2]).isZero();
                assertThat(y[3]).isEqualTo(2);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void an_impossible_class_without_weight_costs_nothing(Kernels kernels) {
        on(kernels, () -> {
            CrossEntropyOptions first = CrossEntropyOptions.create().withClassWeights(Tensor.of(1f, 0f));
            assertThat(Tensor.of(new float[][] {{0, NEVER}}).crossEntropy(Tensor.of(1), first).toArray()).containsExactly(0);
            assertThat(Tensor.of(new float[][] {{0, NEVER}}).sigmoidCrossEntropy(Tensor.of(new float[][] {{0, 1}}), first).toArray()[1]).isZero();
            assertThat(Tensor.of(Float.POSITIVE_INFINITY).sigmoidCrossEntropy(Tensor.of(1f)).toArray()).containsExactly(0);
        });
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void the_slope_of_log_sum_exp_is_zero_where_everything_is_ruled_out(Kernels kernels) {
        on(kernels, () -> {
            Tensor x = Tensor.of(new float[][] {{NEVER, NEVER}, {0, 0}, {NEVER, 3}}).tracked();
            assertThat(Gradients.of(x.logSumExp(1).slice(0, 1, 3).sum()).get(x).toArray()).containsExactly(0, 0, 0.5f, 0.5f, 0, 1);
            assertThat(Gradients.of(x.logSumExp(1).sum()).get(x).toArray()).containsExactly(0, 0, 0.5f, 0.5f, 0, 1);
        });
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void the_slope_of_zero_to_the_power_of_zero_is_zero(Kernels kernels) {
        on(kernels, () -> {
            Tensor a = Tensor.of(0f, 0f, 3f).tracked();
            Tensor b = Tensor.of(0f, 2f, 0f).tracked();
            Gradients gradients = Gradients.of(a.pow(b).sum());
            assertThat(gradients.get(a).toArray()).containsExactly(0, 0, 0);
            assertThat(gradients.get(b).toArray()).containsExactly(0, 0, (float) Math.log(3));
        });
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void adam_refuses_a_step_before_the_first_and_touches_nothing(Kernels kernels) {
        on(kernels, () -> {
            Tensor p = Tensor.of(1f, 2f);
            Tensor m = Tensor.zeros(2);
            Tensor v = Tensor.zeros(2);
            assertThatThrownBy(() -> Updates.adam(p, Tensor.ones(2), m, v, Tensor.of(0.1f), Tensor.of(0L), 0.9, 0.999, 1e-8, 0.1))
                    .isInstanceOf(IllegalArgumentException.class).hasMessage("adam: step must be >= 1, got 0. The first update is step 1.");
            assertThat(p.toArray()).containsExactly(1, 2);
            assertThat(m.toArray()).containsOnly(0);
            assertThat(v.toArray()).containsOnly(0);
        });
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void nothing_can_be_multiplied_and_picked_from(Kernels kernels) {
        on(kernels, () -> {
            Tensor x = Tensor.zeros(2, 3, 0).tracked();
            Tensor w = Tensor.zeros(0, 4).tracked();
            assertThat(x.matmul(w).toArray()).hasSize(24).containsOnly(0);
            Gradients gradients = Gradients.of(x.linear(w, null).sum());
            assertThat(gradients.get(x).shape()).isEqualTo(x.shape());
            assertThat(gradients.get(w).shape()).isEqualTo(w.shape());
            assertThat(w.detach().gather(0, Tensor.of(-1, -2)).toArray()).hasSize(8).containsOnly(0);
        });
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void an_index_far_below_zero_picks_nothing(Kernels kernels) {
        on(kernels, () -> {
            Tensor index = Tensor.of(-(1L << 32), 1L, 1 - (1L << 32));
            assertThat(Tensor.of(10f, 20f).gather(0, index).toArray()).containsExactly(0, 20, 0);
            assertThat(Tensor.zeros(2).scatterAdd(0, index, Tensor.of(1f, 2f, 4f)).toArray()).containsExactly(0, 2);
        });
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void sums_of_integers_are_exact(Kernels kernels) {
        on(kernels, () -> {
            assertThat(Tensor.of(1 << 30, 1 << 30, 1).sum().toLongs()).containsExactly((1L << 31) + 1);
            assertThat(Tensor.of((1L << 60) + 1, 1L << 60).sum().toLongs()).containsExactly((1L << 61) + 1);
            assertThat(Tensor.full(DType.UINT8, Shape.of(3, 1000), 255).sum(1).toLongs()).containsOnly(255_000);
            assertThat(Tensor.of((1 << 30) + 1, 5).product().toLongs()).containsExactly(((1L << 30) + 1) * 5);
        });
    }
}
