package org.librate.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.Step;

class ConstraintTest {

    /** The units of u have norms 5 and 1, that of v 0. */
    private static Sample sample() {
        return new Sample(new float[] {3, 1, -4, 0}, new float[] {0, 0}, new float[] {70, -80});
    }

    @Test
    void max_norm_shortens_the_units_that_are_too_long() {
        Sample sample = sample();
        Constraint.maxNorm(2).apply(sample.groups);
        assertThat(sample.value("u")).containsExactly(new float[] {1.2f, 1, -1.6f, 0}, within(1e-6f));
        assertThat(sample.value("v")).containsExactly(0, 0);
    }

    @Test
    void unit_norm_stretches_too() {
        Sample sample = sample();
        Constraint.unitNorm().apply(sample.groups);
        assertThat(sample.value("u")).containsExactly(new float[] {0.6f, 1, -0.8f, 0}, within(1e-6f));
        assertThat(sample.value("v")).containsExactly(0, 0);
    }

    @Test
    void not_negative_cuts_off() {
        Sample sample = sample();
        Constraint.notNegative().apply(sample.groups);
        assertThat(sample.value("u")).containsExactly(3, 1, 0, 0);
    }

    @Test
    void biases_are_free() {
        for (Constraint constraint : List.of(Constraint.maxNorm(2), Constraint.unitNorm(), Constraint.notNegative())) {
            Sample sample = sample();
            constraint.apply(sample.groups);
            assertThat(sample.value("b")).as(constraint.toString()).containsExactly(70, -80);
        }
    }

    @Test
    void it_holds_in_a_replayed_step() {
        Sample sample = sample();
        try (Step step = Step.ofMany("constrain", in -> {
            Constraint.maxNorm(2).apply(sample.groups);
            return List.of();
        })) {
            for (int run = 0; run < 4; run++) {
                sample.parameters.get("u").tensor().assign(3f, 1f, -4f, 0f);
                step.runMany();
                assertThat(sample.value("u")).containsExactly(new float[] {1.2f, 1, -1.6f, 0}, within(1e-6f));
            }
            assertThat(step.explain()).contains("replayed");
        }
    }

    @Test
    void it_prints_and_checks() {
        assertThat(Constraint.maxNorm(3)).hasToString("Constraint[maxNorm=3.0]").isEqualTo(Constraint.maxNorm(3));
        assertThatThrownBy(() -> Constraint.maxNorm(-1)).hasMessage("Constraint.maxNorm: limit must be > 0 and finite, got -1.0.");
    }
}
