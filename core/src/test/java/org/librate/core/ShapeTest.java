package org.librate.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {

    private static final Shape IMAGES = Shape.of(32, 28, 28, 3);

    @Test
    void knows_its_lengths() {
        assertThat(IMAGES.rank()).isEqualTo(4);
        assertThat(IMAGES.size()).isEqualTo(32 * 28 * 28 * 3);
        assertThat(IMAGES.dim(0)).isEqualTo(32);
        assertThat(IMAGES.dim(-2)).isEqualTo(28);
        assertThat(IMAGES.last()).isEqualTo(3);
        assertThat(IMAGES.strides()).containsExactly(28 * 28 * 3, 28 * 3, 3, 1);
        assertThat(Shape.scalar().size()).isEqualTo(1);
        assertThat(Shape.scalar().rank()).isZero();
        assertThat(Shape.of(3, 0).size()).isZero();
        assertThat(Shape.of()).isSameAs(Shape.scalar());
    }

    @Test
    void changes_into_others() {
        assertThat(IMAGES.withLast(1)).isEqualTo(Shape.of(32, 28, 28, 1));
        assertThat(IMAGES.with(-4, 8)).isEqualTo(Shape.of(8, 28, 28, 3));
        assertThat(IMAGES.without(1)).isEqualTo(Shape.of(32, 28, 3));
        assertThat(IMAGES.without(-1)).isEqualTo(Shape.of(32, 28, 28));
        assertThat(IMAGES.slice(1, 3)).isEqualTo(Shape.of(28, 28));
        assertThat(Shape.scalar().append(2).prepend(5)).isEqualTo(Shape.of(5, 2));
        assertThat(IMAGES).isEqualTo(Shape.of(32, 28, 28, 3)).hasSameHashCodeAs(Shape.of(32, 28, 28, 3)).isNotEqualTo(Shape.of(32, 28, 28))
                .hasToString("[32, 28, 28, 3]");
        assertThat(Shape.scalar()).hasToString("[]");
    }

    @Test
    void shares_no_array() {
        long[] dims = {2, 3};
        Shape shape = Shape.of(dims);
        dims[0] = 9;
        shape.toArray()[1] = 9;
        assertThat(shape).isEqualTo(Shape.of(2, 3));
    }

    @Test
    void broadcasts_as_numpy_does() {
        assertThat(Shape.broadcast("t", Shape.of(3, 1), Shape.of(4))).isEqualTo(Shape.of(3, 4));
        assertThat(Shape.broadcast("t", Shape.scalar(), Shape.of(2, 2))).isEqualTo(Shape.of(2, 2));
        assertThat(Shape.broadcast("t", Shape.of(0), Shape.of(1))).isEqualTo(Shape.of(0));
        assertThatThrownBy(() -> Shape.broadcast("add", Shape.of(2, 3), Shape.of(2))).isInstanceOfSatisfying(ShapeException.class,
                e -> assertThat(e.shapes()).containsExactly(Shape.of(2, 3), Shape.of(2)))
                .hasMessage("add: lengths must be equal or 1, counted from the last axis, axis -1 has 3 and 2. Shapes [2, 3] and [2].");
    }

    @Test
    void refuses_what_cannot_be() {
        assertThatThrownBy(() -> Shape.of(2, -1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Shape: every length must be >= 0, got [2, -1].");
        assertThatThrownBy(() -> Shape.of(Long.MAX_VALUE, 2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Shape", "must fit a long", "[9223372036854775807, 2]");
        assertThat(Shape.of(Long.MAX_VALUE, 2, 0).size()).isZero();
        assertThatThrownBy(() -> IMAGES.dim(4)).isInstanceOf(ShapeException.class)
                .hasMessageContainingAll("axis must be in [-4, 3]", "got 4", "[32, 28, 28, 3]");
    }
}
