package org.librate.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;

class TripletTest extends LossContract {

    @Override
    Loss loss() {
        return Triplet.create().withMargin(0.5);
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of("Triplet", Triplet.create().withMargin(0.5));
    }

    @Override
    Tensor perfect(Tensor target) {
        return Tensor.of(Shape.of(1, 3, 1), 1.0, 1.25, 3.0).expand(6, 3, 1);
    }

    @Override
    Tensor refused(Tensor output) {
        return output.slice(1, 0, 2);
    }

    @Test
    void the_positive_must_be_nearer_by_the_margin() {
        Tensor rows = Tensor.of(Shape.of(2, 3, 1), new float[] {0, 1, 3, 0, 1, 1.5f});
        assertThat(Triplet.create().perRow(rows, Tensor.zeros(2)).toArray()).containsExactly(0f, 0.5f);
    }
}
