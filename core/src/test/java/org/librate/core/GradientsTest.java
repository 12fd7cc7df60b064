package org.librate.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How gradients flow: what they reach, what they do not, and what is refused. The slopes of single operations are the contract's matter. */
class GradientsTest {

    @Test
    void flow_to_everything_tracked() {
        Tensor w = Tensor.of(3f, 4f).tracked();
        Tensor b = Tensor.of(1f).tracked();
        Gradients gradients = Gradients.of(w.square().add(b).sum());
        assertThat(gradients.get(w).toArray()).containsExactly(6, 8);
        assertThat(gradients.get(b).toArray()).containsExactly(2); // it was stretched over both
    }

    @Test
    void add_up_over_all_uses_of_a_tensor() {
        Tensor x = Tensor.of(3f).tracked();
        assertThat(Gradients.of(x.mul(x).add(x)).get(x).item()).isEqualTo(7); // 2x + 1
        assertThat(Gradients.of(x.add(x).add(x)).get(x).item()).isEqualTo(3);
    }

    @Test
    void come_together_behind_a_diamond() {
        Tensor x = Tensor.of(2f).tracked();
        Tensor y = x.square();
        Tensor left = y.mul(3);
        Tensor right = y.add(1);
        assertThat(Gradients.of(left.mul(right)).get(x).item()).isEqualTo((3 * 5 + 12) * 4); // (3·right + left)·2x
    }

    @Test
    void follow_a_long_chain_without_recursion() {
        Tensor x = Tensor.of(1f).tracked();
        Tensor y = x;
        for (int i = 0; i < 20_000; i++) {
            y = y.add(0.5);
        }
        assertThat(Gradients.of(y).get(x).item()).isEqualTo(1);
    }

    @Test
    void may_be_asked_for_twice() {
        Tensor x = Tensor.of(3f).tracked();
        Tensor y = x.square();
        Gradients gradients = Gradients.of(y);
        assertThat(gradients.get(x).item()).isEqualTo(6);
        assertThat(gradients.get(x).item()).isEqualTo(6);
        assertThat(Gradients.of(y).get(x).item()).isEqualTo(6);
    }

    @Test
    void are_weighted_by_a_seed() {
        Tensor x = Tensor.of(3f, 4f).tracked();
        assertThat(Gradients.of(x.square(), Tensor.of(1f, 10f)).get(x).toArray()).containsExactly(6, 80);
        assertThatThrownBy(() -> Gradients.of(x.square(), Tensor.of(1f))).isInstanceOf(ShapeException.class)
                .hasMessageContainingAll("Gradients", "seed", "[2] and [1]");
        assertThatThrownBy(() -> Gradients.of(x.square(), Tensor.of(1.0, 2.0))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Gradients", "one type", "FLOAT32", "FLOAT64");
        assertThatThrownBy(() -> Gradients.of(x.square())).isInstanceOf(ShapeException.class)
                .hasMessageContainingAll("single number", "got 2 values", "mean() or sum()");
    }

    @Test
    void of_a_starting_point_are_one() {
        Tensor x = Tensor.of(3f).tracked();
        assertThat(Gradients.of(x).get(x).item()).isEqualTo(1);
    }

    @Test
    void are_zero_for_what_the_loss_does_not_depend_on() {
        Tensor x = Tensor.of(3f).tracked();
        Tensor other = Tensor.of(1f, 2f).tracked();
        assertThat(Gradients.of(x.square()).get(other).toArray()).containsExactly(0, 0);
        assertThat(Gradients.of(x.sign()).get(x).toArray()).containsExactly(0);
    }

    @Test
    void know_a_tensor_by_the_one_that_tracked_returned() {
        Tensor plain = Tensor.of(3f);
        Tensor x = plain.tracked();
        Tensor y = x.square();
        Gradients gradients = Gradients.of(y);
        assertThat(gradients.get(x.named("weights")).item()).isEqualTo(6);
        assertThatThrownBy(() -> gradients.get(plain)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Gradients", "not a starting point", "tracked()");
        assertThatThrownBy(() -> gradients.get(y.named("y"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("y [1]", "not a starting point");
        assertThat(gradients.get(plain.tracked()).item()).as("another start").isZero();
        assertThatThrownBy(() -> Tensor.of(1).tracked()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("tracked", "floating types", "INT32");
    }

    @Test
    void stop_at_detach_and_where_nothing_is_remembered() {
        Tensor x = Tensor.of(3f).tracked();
        assertThat(Gradients.of(x.mul(x.detach())).get(x).item()).isEqualTo(3);
        Tensor factor = Tensor.withoutGradients(() -> x.mul(2));
        assertThat(factor.isTracked()).isFalse();
        assertThat(x.keep().isTracked()).isFalse();
        assertThat(x.cast(DType.INT32).isTracked()).isFalse();
        assertThat(x.gt(0).isTracked()).isFalse();
        assertThat(x.exp().isTracked()).isTrue();
        assertThat(Gradients.of(x.mul(factor)).get(x).item()).isEqualTo(6);
        assertThatThrownBy(() -> Tensor.withoutGradients(() -> { throw new IllegalStateException("in the body"); })).hasMessage("in the body");
        assertThat(x.exp().isTracked()).as("after a body that failed").isTrue();
    }

    @Test
    void of_gradients_are_refused_and_the_message_says_so() {
        Tensor x = Tensor.of(3f).tracked();
        Tensor slope = Gradients.of(x.square()).get(x);
        assertThat(slope.isTracked()).isFalse();
        assertThatThrownBy(() -> Gradients.of(slope.square().sum())).isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("nothing that sum [] was computed from is tracked", "tracked()", "gradients of gradients are not computed");
    }

    @Test
    void pass_through_casts() {
        Tensor x = Tensor.of(3f).tracked();
        Tensor dx = Gradients.of(x.cast(DType.FLOAT64).square()).get(x);
        assertThat(dx.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(dx.item()).isEqualTo(6);
    }

    @Test
    void of_a_table_stay_rows_until_somebody_wants_the_whole() {
        Tensor table = Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}}).tracked();
        Tensor loss = table.embedding(Tensor.of(2, 0, 2)).sum().add(table.embedding(Tensor.of(1, 2)).mul(10).sum());
        Gradients gradients = Gradients.of(loss);
        RowGradient rows = gradients.rows(table).orElseThrow();
        assertThat(rows.shape()).isEqualTo(Shape.of(3, 2));
        assertThat(rows.index().size()).isEqualTo(5);
        assertThat(rows.values().shape()).isEqualTo(Shape.of(5, 2));
        assertThat(rows.whole().toArray()).containsExactly(1, 1, 10, 10, 12, 12);
        assertThat(gradients.get(table).toArray()).containsExactly(1, 1, 10, 10, 12, 12);
    }

    @Test
    void of_a_table_that_was_used_otherwise_too_are_whole() {
        Tensor table = Tensor.of(new float[][] {{1, 2}, {3, 4}}).tracked();
        Gradients gradients = Gradients.of(table.embedding(Tensor.of(1)).sum().add(table.sum()));
        assertThat(gradients.rows(table)).isEmpty();
        assertThat(gradients.get(table).toArray()).containsExactly(1, 1, 2, 2);
        assertThat(Gradients.of(table.sum()).rows(table)).isEmpty();
        assertThat(Gradients.of(Tensor.of(1f).tracked().sum()).rows(table)).isEmpty();
    }

    /** y = 2x, whose backward pass can be made wrong. */
    private record Doubling(List<Tensor> answer) implements CustomOp {
        @Override
        public String name() {
            return "doubling";
        }

        @Override
        public Tensor forward(List<Tensor> inputs) {
            return inputs.get(0).mul(2);
        }

        @Override
        public List<Tensor> backward(Tensor gradient, List<Tensor> inputs, Tensor output) {
            return answer.isEmpty() ? List.of(gradient.mul(2)) : answer;
        }
    }

    @Test
    void of_an_operation_of_one_s_own() {
        Tensor x = Tensor.of(3f, 4f).tracked();
        Tensor y = Tensor.apply(new Doubling(List.of()), x);
        assertThat(y.toArray()).containsExactly(6, 8);
        assertThat(y.name()).isEqualTo("doubling");
        assertThat(Gradients.of(y.square().sum()).get(x).toArray()).containsExactly(24, 32);
        assertThat(Tensor.apply(new Doubling(List.of()), Tensor.of(1f)).isTracked()).isFalse();
    }

    @Test
    void of_an_operation_of_one_s_own_are_checked() {
        Tensor x = Tensor.of(3f, 4f).tracked();
        Tensor many = Tensor.apply(new Doubling(List.of(x.detach(), x.detach())), x).sum();
        assertThatThrownBy(() -> Gradients.of(many)).isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("doubling", "each of the 1 inputs", "got 2");
        Tensor small = Tensor.apply(new Doubling(List.of(Tensor.of(1f))), x).sum();
        assertThatThrownBy(() -> Gradients.of(small)).isInstanceOf(ShapeException.class)
                .hasMessageContainingAll("doubling", "input 0", "[2] and [1]");
        Tensor unfit = Tensor.apply(new Doubling(List.of(Tensor.of(1f, 2f, 3f))), x).sum();
        assertThatThrownBy(() -> Gradients.of(unfit)).isInstanceOf(ShapeException.class).hasMessageContaining("doubling");
        Tensor otherType = Tensor.apply(new Doubling(List.of(Tensor.of(1.0, 2.0))), x).sum();
        assertThatThrownBy(() -> Gradients.of(otherType)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("doubling", "one type", "FLOAT64");
    }
}
