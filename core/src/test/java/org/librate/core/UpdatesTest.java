package org.librate.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class UpdatesTest {

    private final Tensor p = Tensor.of(1f, 2f);
    private final Tensor g = Tensor.of(10f, -10f);
    private final Tensor v = Tensor.zeros(2);
    private final Tensor rate = Tensor.of(0.125f);
    private final Tensor step = Tensor.of(1L);

    private static void refused(ThrowingCallable call, String... words) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(words);
    }

    @Test
    void sgd_steps_against_the_gradient() {
        Updates.sgd(p, g, rate);
        assertThat(p.toArray()).containsExactly(-0.25f, 3.25f);
    }

    @Test
    void sgd_gathers_momentum() {
        Updates.sgd(p, g, v, rate, 0.5, false, 0);
        Updates.sgd(p, g, v, rate, 0.5, false, 0);
        assertThat(v.toArray()).containsExactly(15, -15); // 10, then 0.5·10 + 10
        assertThat(p.toArray()).containsExactly(-2.125f, 5.125f);
    }

    @Test
    void adam_s_first_step_is_as_long_as_the_rate() {
        Tensor second = Tensor.zeros(2);
        Updates.adam(p, g, v, second, rate, step, 0.9, 0.999, 1e-8, 0);
        assertThat(p.toArray()).containsExactly(new float[] {0.875f, 2.125f}, within(1e-5f));
        assertThat(v.toArray()).containsExactly(new float[] {1, -1}, within(1e-6f));
        assertThat(second.toArray()).containsExactly(new float[] {0.1f, 0.1f}, within(1e-6f));
    }

    @Test
    void what_does_not_fit_is_refused_before_anything_is_written() {
        refused(() -> Updates.sgd(p, Tensor.of(1f), rate), "sgd", "gradients must have the values' shape", "[2] and [1]");
        refused(() -> Updates.sgd(p, Tensor.of(1.0, 2.0), rate), "sgd", "one type");
        refused(() -> Updates.sgd(p, g, Tensor.of(0.1)), "rate must be FLOAT32 with one element", "FLOAT64");
        refused(() -> Updates.sgd(p, g, Tensor.of(0.1f, 0.2f)), "rate", "[2]");
        refused(() -> Updates.sgd(p, g, null, rate, 0.9, false, 0), "momentum needs a velocity tensor");
        refused(() -> Updates.sgd(p, g, Tensor.zeros(3), rate, 0.9, false, 0), "velocity must have the values' shape");
        refused(() -> Updates.sgd(p, g, v, rate, 1, false, 0), "momentum must be in [0, 1)");
        refused(() -> Updates.sgd(p, g, v, rate, 0, false, -1), "decay must be >= 0");
        refused(() -> Updates.adam(p, g, v, v, rate, Tensor.of(1), 0.9, 0.999, 1e-8, 0), "adam", "step must be INT64", "INT32");
        refused(() -> Updates.adam(p, g, v, v, rate, step, 1, 0.999, 1e-8, 0), "beta1");
        refused(() -> Updates.adam(p, g, v, v, rate, step, 0.9, Double.NaN, 1e-8, 0), "beta2");
        refused(() -> Updates.adam(p, g, v, v, rate, step, 0.9, 0.999, 0, 0), "epsilon must be > 0");
        refused(() -> Updates.adam(p, g, Tensor.zeros(3), v, rate, step, 0.9, 0.999, 1e-8, 0), "first must have the values' shape");
        refused(() -> Updates.adam(p, g, v, Tensor.zeros(3), rate, step, 0.9, 0.999, 1e-8, 0), "second must have the values' shape");
        assertThat(p.toArray()).containsExactly(1, 2);
    }
}
