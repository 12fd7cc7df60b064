package org.librate.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParametersTest {

    private final Parameter weight = Parameter.of("weight", Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}}));
    private final Parameter bias = Parameter.zeros("bias", Shape.of(3));

    @Test
    void a_parameter_copies_the_values_it_starts_from() {
        Tensor start = Tensor.of(1f, 2f);
        Parameter parameter = Parameter.of("w", start);
        start.assign(8f, 9f);
        assertThat(parameter.tensor().toArray()).containsExactly(1, 2);
        assertThat(parameter.tensor().isTracked()).isTrue();
        assertThat(parameter.name()).isEqualTo("w");
        assertThat(parameter).hasToString("Parameter[w [2]]");
        assertThatThrownBy(() -> Parameter.of("labels", Tensor.of(1))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Parameter[labels]", "floating type", "INT32");
        assertThatThrownBy(parameter::gradient).isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("Parameter[w]", "Parameters.of(..)");
    }

    @Test
    void lie_one_after_another_each_at_a_multiple_of_64_bytes() {
        Parameters net = Parameters.of(weight, bias);
        float[] flat = net.values().toArray();
        assertThat(flat).hasSize(32); // 6 numbers in 16 places, 3 in 16
        assertThat(flat).startsWith(1, 2, 3, 4, 5, 6, 0);
        bias.tensor().assign(7f, 8f, 9f);
        assertThat(net.values().get(16)).isEqualTo(7);
        net.values().assign(Tensor.ones(32));
        assertThat(weight.tensor().toArray()).containsExactly(1, 1, 1, 1, 1, 1);
        assertThat(net.gradients().shape()).isEqualTo(net.values().shape());
        Parameter wide = Parameter.of("wide", Tensor.of(1.0));
        assertThat(Parameters.of(wide).values().size()).isEqualTo(8);
    }

    @Test
    void are_counted_found_and_listed() {
        Parameters net = Parameters.of(List.of(weight, bias));
        assertThat(net.count()).isEqualTo(9);
        assertThat(net.get("bias")).isSameAs(bias);
        assertThat(net).containsExactly(weight, bias);
        assertThat(net).hasToString("Parameters[Parameter[weight [2, 3]], Parameter[bias [3]]], 9 numbers");
        assertThatThrownBy(() -> net.get("scale")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("there is no \"scale\"", "[weight, bias]");
    }

    @Test
    void backward_writes_and_accumulate_adds() {
        Parameters net = Parameters.of(weight, bias);
        Tensor x = Tensor.of(new float[][] {{1, 10}});
        net.backward(x.linear(weight.tensor(), bias.tensor()).sum());
        assertThat(weight.gradient().toArray()).containsExactly(1, 1, 1, 10, 10, 10);
        assertThat(bias.gradient().toArray()).containsExactly(1, 1, 1);
        net.accumulate(x.linear(weight.tensor(), bias.tensor()).sum());
        assertThat(weight.gradient().toArray()).containsExactly(2, 2, 2, 20, 20, 20);
        net.backward(bias.tensor().square().sum().add(1));
        assertThat(weight.gradient().toArray()).as("the loss does not depend on it").containsOnly(0);
        assertThat(net.gradients().get(0)).isZero();
        net.accumulate(bias.tensor().sum());
        assertThat(bias.gradient().toArray()).containsExactly(1, 1, 1);
        assertThat(weight.gradient().toArray()).containsOnly(0);
    }

    @Test
    void rows_of_a_table_are_written_and_added_too() {
        Parameters net = Parameters.of(weight);
        net.backward(weight.tensor().embedding(Tensor.of(1, 1)).sum());
        assertThat(weight.gradient().toArray()).containsExactly(0, 0, 0, 2, 2, 2);
        net.accumulate(weight.tensor().embedding(Tensor.of(0)).sum().add(weight.tensor().sum()));
        assertThat(weight.gradient().toArray()).containsExactly(2, 2, 2, 3, 3, 3);
        net.backward(weight.tensor().embedding(Tensor.of(0)).sum());
        assertThat(weight.gradient().toArray()).containsExactly(1, 1, 1, 0, 0, 0);
    }

    @Test
    void have_one_place_one_type_and_different_names() {
        Parameters.of(weight);
        assertThatThrownBy(() -> Parameters.of(bias, weight)).isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("Parameter[weight [2, 3]]", "already belongs");
        assertThat(Parameters.of(bias).count()).as("the refusal above left it free").isEqualTo(3);
        Parameter twice = Parameter.zeros("twice", Shape.of(1));
        assertThatThrownBy(() -> Parameters.of(twice, twice)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("names must be unique", "twice");
        assertThatThrownBy(() -> Parameters.of(Parameter.zeros("a", Shape.of(1)), Parameter.of("b", Tensor.of(1.0))))
                .hasMessageContainingAll("one type", "FLOAT32 and FLOAT64");
        assertThatThrownBy(() -> Parameters.of(List.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one parameter");
    }

    @Test
    void made_inside_a_step_outlive_it() {
        Parameter inside = Parameter.zeros("inside", Shape.of(2));
        Parameters[] made = new Parameters[1];
        try (Step step = Step.of("make", in -> {
            made[0] = Parameters.of(inside);
            return in.get(0).add(1);
        })) {
            step.run(Tensor.of(1f));
        }
        assertThat(made[0].values().toArray()).containsOnly(0);
        assertThat(inside.tensor().toArray()).containsExactly(0, 0);
    }

    /** loss = Σ a · b at a = 2, b = 3. */
    @Test
    void a_frozen_parameter_is_a_constant() {
        Parameter a = Parameter.of("a", Tensor.of(2f));
        Parameter b = Parameter.of("b", Tensor.of(3f));
        Parameters both = Parameters.of(a, b);
        a.freeze(true);
        both.backward(a.tensor().mul(b.tensor()).sum());
        assertThat(a.tensor().isTracked()).isFalse();
        assertThat(a.gradient().toArray()).containsExactly(0);
        assertThat(b.gradient().toArray()).containsExactly(2);
        a.freeze(false);
        both.backward(a.tensor().mul(b.tensor()).sum());
        assertThat(a.gradient().toArray()).containsExactly(3);
        a.freeze(true);
        both.accumulate(a.tensor().mul(b.tensor()).sum());
        assertThat(a.gradient().toArray()).as("left alone").containsExactly(3);
        assertThat(b.gradient().toArray()).containsExactly(4);
    }
}
