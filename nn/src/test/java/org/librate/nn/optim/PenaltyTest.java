package org.librate.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;

class PenaltyTest {

    private static Sample sample() {
        return new Sample(new float[] {1, -2, 3, 0}, new float[] {0.5f, -0.5f}, new float[] {7, 8})
                .withGradients(new float[] {1, 1, 1, 1}, new float[] {0, 0}, new float[] {2, 2});
    }

    @Test
    void l2_adds_the_weights_themselves() {
        Sample sample = sample();
        Penalty.l2(0.5).apply(sample.groups);
        assertThat(sample.gradient("u")).containsExactly(1.5f, 0, 2.5f, 1);
        assertThat(sample.gradient("v")).containsExactly(0.25f, -0.25f);
    }

    @Test
    void l1_adds_their_signs() {
        Sample sample = sample();
        Penalty.l1(0.5).apply(sample.groups);
        assertThat(sample.gradient("u")).containsExactly(1.5f, 0.5f, 1.5f, 1);
    }

    @Test
    void biases_are_free() {
        Sample sample = sample();
        Penalty penalty = Penalty.l1(0.5).withL2(0.5);
        penalty.apply(sample.groups);
        assertThat(sample.gradient("b")).containsExactly(2, 2);
        assertThat(penalty.value(sample.groups).item()).isCloseTo(0.5 * 7 + 0.25 * 14.5, within(1e-6));
    }

    @Test
    void it_is_the_slope_of_its_value() {
        Sample sample = sample();
        Penalty penalty = Penalty.l1(0.25).withL2(0.125);
        double before = penalty.value(sample.groups).item();
        sample.withGradients(new float[4], new float[2], new float[2]);
        penalty.apply(sample.groups);
        sample.parameters.get("u").tensor().assign(Tensor.of(1.01f, -2, 3, 0).reshape(2, 2));
        assertThat((penalty.value(sample.groups).item() - before) / 0.01).isCloseTo(sample.gradient("u")[0], within(2e-3));
    }

    @Test
    void l2_is_the_weight_decay_of_sgd() {
        Sample decayed = sample();
        Sample penalized = sample();
        Clock clock = new Clock(Tensor.of(0.1f), Tensor.of(1L));
        Sgd.of(0.1).withWeightDecay(0.5).attach(decayed.groups.get(0), clock).update();
        Penalty.l2(0.5).apply(penalized.groups);
        Sgd.of(0.1).attach(penalized.groups.get(0), clock).update();
        assertThat(penalized.value("u")).containsExactly(decayed.value("u"), within(1e-6f));
    }

    @Test
    void it_prints_and_checks() {
        assertThat(Penalty.l2(1e-4)).hasToString("Penalty[l1=0.0, l2=1.0E-4]");
        assertThatThrownBy(() -> Penalty.l1(-1)).hasMessage("Penalty: l1 must be >= 0 and finite, got -1.0.");
    }
}
