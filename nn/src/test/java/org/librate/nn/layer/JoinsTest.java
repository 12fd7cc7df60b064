package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.Gradients;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Module;
import org.librate.nn.Net;
import org.librate.nn.Pass;

class JoinsTest {

    private static Tensor run(Net net, Tensor... inputs) {
        List<Shape> samples = List.of(inputs).stream().map(x -> x.shape().slice(1, x.rank())).toList();
        Module module = net.build(samples, Build.of(RandomSource.of(0)));
        Tensor y = module.forward(List.of(inputs), Pass.inference()).get(0);
        assertThat(net.outputShapes(samples)).containsExactly(y.shape().slice(1, y.rank()));
        return y;
    }

    private static final Tensor A = Tensor.of(new float[][] {{1, 2}, {3, 4}});
    private static final Tensor B = Tensor.of(new float[][] {{10, 20}, {30, 40}});

    @Test
    void concat_puts_features_side_by_side() {
        assertThat(run(Concat.create(), A, B, A.slice(1, 0, 1)).toArray()).containsExactly(1, 2, 10, 20, 1, 3, 4, 30, 40, 3);
        Tensor image = Tensor.linspace(1, 4, 4).reshape(1, 2, 1, 2);
        assertThat(run(Concat.along(0), image, image).shape()).isEqualTo(Shape.of(1, 4, 1, 2));
        assertThat(run(Concat.along(1), image, image).toArray()).containsExactly(1, 2, 1, 2, 3, 4, 3, 4);
    }

    @Test
    void add_and_multiply_go_element_by_element() {
        assertThat(run(Add.create(), A, B, A).toArray()).containsExactly(12, 24, 36, 48);
        assertThat(run(Multiply.create(), A, B).toArray()).containsExactly(10, 40, 90, 160);
    }

    @Test
    void lengths_of_one_are_stretched() {
        Tensor gates = Tensor.of(Shape.of(2, 1, 2), 1f, 0f, 0f, 2f);
        assertThat(run(Multiply.create(), Tensor.ones(2, 3, 2), gates).toArray()).containsExactly(1, 0, 1, 0, 1, 0, 0, 2, 0, 2, 0, 2);
        assertThat(run(Add.create(), gates, Tensor.ones(2, 3, 2)).shape()).isEqualTo(Shape.of(2, 3, 2));
    }

    @Test
    void gradients_reach_every_input() {
        Tensor a = A.tracked();
        Tensor b = B.tracked();
        Gradients product = Gradients.of(run(Multiply.create(), a, b).sum());
        assertThat(product.get(a).toArray()).containsExactly(10, 20, 30, 40);
        assertThat(product.get(b).toArray()).containsExactly(1, 2, 3, 4);
        Gradients joined = Gradients.of(run(Concat.create(), a, b).mul(Tensor.of(1f, 2f, 3f, 4f)).sum());
        assertThat(joined.get(a).toArray()).containsExactly(1, 2, 1, 2);
        assertThat(joined.get(b).toArray()).containsExactly(3, 4, 3, 4);
    }

    @Test
    void says_what_does_not_fit() {
        assertThatThrownBy(() -> Concat.create().outputShapes(List.of(Shape.of(2, 3), Shape.of(4, 3)))).isInstanceOf(ShapeException.class)
                .hasMessage("Concat: lengths must be equal but on axis 1. Shapes [2, 3] and [4, 3].");
        assertThatThrownBy(() -> Concat.along(2).outputShapes(List.of(Shape.of(2, 3), Shape.of(4, 3))))
                .hasMessageStartingWith("Concat[axis=2]: axis must be in [-2, 1], got 2.");
        assertThatThrownBy(() -> Add.create().outputShapes(List.of(Shape.of(3), Shape.of(2, 3))))
                .hasMessage("Add: samples must have equally many axes, got 1 and 2. Shapes [3] and [2, 3].");
        assertThatThrownBy(() -> Multiply.create().outputShapes(List.of(Shape.of(3), Shape.of(2))))
                .hasMessageStartingWith("Multiply: lengths must be equal or 1");
        assertThatThrownBy(() -> Add.create().outputShapes(List.of(Shape.of(3))))
                .hasMessage("Add: joins two inputs or more, got 1 with shapes [[3]].");
        Module module = Concat.create().build(List.of(Shape.of(2), Shape.of(2)), Build.of(RandomSource.of(0)));
        assertThatThrownBy(() -> module.forward(List.of(A, A, A), Pass.inference())).hasMessage("Concat: built for 2 inputs, got 3.");
        assertThatThrownBy(() -> module.forward(List.of(A, A.reshape(4)), Pass.inference())).isInstanceOf(ShapeException.class);
    }
}
