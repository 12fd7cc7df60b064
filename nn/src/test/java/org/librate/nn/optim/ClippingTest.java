package org.librate.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.Step;

class ClippingTest {

    /** Norms 5 and 2 and 14; together 15. */
    private static Sample sample() {
        return new Sample(new float[4], new float[2], new float[2])
                .withGradients(new float[] {3, 0, 0, -4}, new float[] {2, 0}, new float[] {0, 14});
    }

    @Test
    void the_norm_goes_over_all_groups() {
        assertThat(Clipping.norm(sample().groups).item()).isEqualTo(15);
    }

    @Test
    void by_value_limits_every_number() {
        Sample sample = sample();
        Clipping.byValue(2.5).apply(sample.groups);
        assertThat(sample.gradient("u")).containsExactly(2.5f, 0, 0, -2.5f);
        assertThat(sample.gradient("v")).containsExactly(2, 0);
        assertThat(sample.gradient("b")).containsExactly(0, 2.5f);
    }

    @Test
    void by_norm_shortens_only_the_parameters_that_are_too_long() {
        Sample sample = sample();
        Clipping.byNorm(2.5).apply(sample.groups);
        assertThat(sample.gradient("u")).containsExactly(new float[] {1.5f, 0, 0, -2}, within(1e-5f));
        assertThat(sample.gradient("v")).containsExactly(2, 0);
        assertThat(sample.gradient("b")).containsExactly(new float[] {0, 2.5f}, within(1e-5f));
    }

    @Test
    void by_global_norm_keeps_the_direction() {
        Sample sample = sample();
        Clipping.byGlobalNorm(3).apply(sample.groups);
        assertThat(sample.gradient("u")).containsExactly(new float[] {0.6f, 0, 0, -0.8f}, within(1e-5f));
        assertThat(sample.gradient("v")).containsExactly(new float[] {0.4f, 0}, within(1e-5f));
        assertThat(sample.gradient("b")).containsExactly(new float[] {0, 2.8f}, within(1e-5f));
    }

    @Test
    void short_gradients_stay_as_they_are() {
        for (Clipping clipping : List.of(Clipping.byValue(100), Clipping.byNorm(100), Clipping.byGlobalNorm(100))) {
            Sample sample = sample();
            clipping.apply(sample.groups);
            assertThat(sample.gradient("u")).containsExactly(3, 0, 0, -4);
            assertThat(sample.gradient("b")).containsExactly(0, 14);
        }
    }

    @Test
    void nothing_divides_by_zero() {
        Sample sample = new Sample(new float[4], new float[2], new float[2]);
        Clipping.byGlobalNorm(1).apply(sample.groups);
        Clipping.byNorm(1).apply(sample.groups);
        assertThat(sample.gradient("u")).containsOnly(0);
    }

    @Test
    void a_replayed_step_clips_anew() {
        for (Clipping clipping : List.of(Clipping.byValue(2.5), Clipping.byNorm(2.5), Clipping.byGlobalNorm(3))) {
            Sample eager = sample();
            clipping.apply(eager.groups);
            Sample stepped = sample();
            try (Step step = Step.ofMany("clip", in -> {
                clipping.apply(stepped.groups);
                return List.of(Clipping.norm(stepped.groups));
            })) {
                for (int run = 0; run < 4; run++) {
                    stepped.withGradients(new float[] {3, 0, 0, -4}, new float[] {2, 0}, new float[] {0, 14});
                    step.runMany();
                    assertThat(stepped.gradient("u")).containsExactly(eager.gradient("u"));
                    assertThat(stepped.gradient("b")).containsExactly(eager.gradient("b"));
                }
                assertThat(step.explain()).contains("replayed");
            }
        }
    }

    @Test
    void it_prints_and_checks_its_limit() {
        assertThat(Clipping.byGlobalNorm(1)).hasToString("Clipping[byGlobalNorm=1.0]").isEqualTo(Clipping.byGlobalNorm(1))
                .isNotEqualTo(Clipping.byNorm(1));
        assertThatThrownBy(() -> Clipping.byNorm(0)).hasMessage("Clipping.byNorm: limit must be > 0 and finite, got 0.0.");
    }
}
