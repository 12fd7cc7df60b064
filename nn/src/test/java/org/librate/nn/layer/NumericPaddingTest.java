package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.librate.core.Padding;
import org.librate.core.Shape;

/** PyTorch's usual "3×3, stride 2, padding 1", which SAME would align otherwise. */
class NumericPaddingTest extends OneLineContract {

    NumericPaddingTest() {
        super(Conv2d.of(3, 3).withStride(2).withPadding(Padding.of(1)), Shape.of(6, 5, 2));
    }

    @Test
    void declares_what_comes_out() {
        assertThat(spec().outputShape(Shape.of(6, 5, 2))).isEqualTo(Shape.of(3, 3, 3)); // ⌊(6 + 2 − 3) / 2⌋ + 1, ⌊(5 + 2 − 3) / 2⌋ + 1
        assertThat(MaxPool2d.of(3).withStride(2).withPadding(Padding.of(1)).outputShape(Shape.of(6, 5, 2))).isEqualTo(Shape.of(3, 3, 2));
        assertThat(Conv1d.of(4, 3).withPadding(Padding.of(0, 0, 2, 0)).outputShape(Shape.of(7, 2))).isEqualTo(Shape.of(7, 4));
    }
}
