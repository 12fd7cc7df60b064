package org.librate.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;

class LambTest extends OptimizerContract {

    @Override
    Optimizer of(double rate) {
        return Lamb.of(rate);
    }

    @Override
    Map<String, Optimizer> goldens() {
        return Map.of("Lamb", Lamb.of(0.1).withWeightDecay(0.1));
    }

    @Test
    void biases_take_the_step_of_adam() {
        Sample lamb = new Sample(new float[4], new float[2], new float[] {1, 2}).withGradients(new float[4], new float[2], new float[] {3, -4});
        Sample adam = new Sample(new float[4], new float[2], new float[] {1, 2}).withGradients(new float[4], new float[2], new float[] {3, -4});
        Clock clock = new Clock(Tensor.of(0.1f), Tensor.of(1L));
        Lamb.of(0.1).attach(lamb.groups.get(1), clock).update();
        Adam.of(0.1).withEpsilon(1e-6).attach(adam.groups.get(1), clock).update();
        assertThat(lamb.value("b")).containsExactly(adam.value("b"), within(1e-6f));
    }

    @Test
    void a_weight_tensor_of_zeros_can_leave_zero() {
        Sample sample = new Sample(new float[4], new float[2], new float[2]).withGradients(new float[] {1, 1, 1, 1}, new float[2], new float[2]);
        Lamb.of(0.1).attach(sample.groups.get(0), new Clock(Tensor.of(0.1f), Tensor.of(1L))).update();
        assertThat(sample.value("u")).containsExactly(new float[] {-0.1f, -0.1f, -0.1f, -0.1f}, within(1e-5f));
        assertThat(sample.value("v")).containsExactly(0, 0);
    }
}
