package org.librate.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.init.Initializer;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Dropout;
import org.librate.nn.layer.Embedding;
import org.librate.nn.layer.Tanh;

class GradientCheckTest {

    @Test
    void layers_of_the_library_are_right() {
        GradientCheck check = GradientCheck.of(Sequential.of(Dense.of(4), BatchNorm.create(), Tanh.create(), Dropout.of(0.3), Dense.of(2)),
                Shape.of(3));
        assertThat(check.isOk()).as(check.toString()).isTrue();
        assertThat(check.slopes()).hasSize(2 * 7);
        assertThat(check.toString()).startsWith("GradientCheck of Sequential[Dense[units=4]").contains(": ok, ");
        assertThat(GradientCheck.of(Embedding.of(5, 2), Tensor.of(Shape.of(2, 2), 0, 3, 4, 0)).isOk()).isTrue();
    }

    /** Multiplies by w², but hides one w from the gradients. */
    private record Forgetful() implements LayerSpec {
        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public Layer build(Shape input, Build build) {
            var w = build.weight("w", Shape.of(input.last()), Initializer.constant(0.5));
            return (x, pass) -> x.mul(w.tensor()).mul(w.tensor().detach());
        }

        @Override
        public String toString() {
            return "Forgetful";
        }
    }

    @Test
    void a_wrong_gradient_is_found_and_named() {
        GradientCheck check = GradientCheck.of(new Forgetful(), Shape.of(2));
        assertThat(check.isOk()).isFalse();
        assertThat(check.slopes()).filteredOn(slope -> !slope.isOk()).extracting(GradientCheck.Slope::name).containsExactly("w", "w");
        GradientCheck.Slope wrong = check.slopes().get(1);
        assertThat(wrong.numeric()).isCloseTo(2 * wrong.computed(), org.assertj.core.api.Assertions.within(1e-6));
        assertThat(check.toString()).startsWith("GradientCheck of Forgetful: wrong\n  w[").contains("in training: the gradient is");
    }

    /** Nothing at all is tracked where there should be slopes. */
    private record Cut() implements LayerSpec {
        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public Layer build(Shape input, Build build) {
            return (x, pass) -> x.detach().square();
        }

        @Override
        public String toString() {
            return "Cut";
        }
    }

    @Test
    void a_gradient_that_is_cut_off_is_found() {
        assertThat(GradientCheck.of(new Cut(), Shape.of(2)).toString()).contains("input[")
                .contains("the gradient is 0.00000000, moving the number gives");
    }

    /** Says that it makes 7 of 3. */
    private record Lying() implements LayerSpec {
        @Override
        public Shape outputShape(Shape input) {
            return input.withLast(7);
        }

        @Override
        public Layer build(Shape input, Build build) {
            return (x, pass) -> x.square();
        }

        @Override
        public String toString() {
            return "Lying";
        }
    }

    @Test
    void a_declared_shape_that_is_not_the_real_one_is_refused() {
        assertThatThrownBy(() -> GradientCheck.of(new Lying(), Shape.of(3))).isInstanceOf(ShapeException.class)
                .hasMessageContaining("Lying: outputShape must be the shape that forward gives").hasMessageContaining("says [3, 7]")
                .hasMessageContaining("gives [3, 3]");
    }
}
