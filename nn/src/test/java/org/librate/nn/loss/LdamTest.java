package org.librate.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Tensor;
import org.librate.core.learn.ClassCounts;

class LdamTest extends LossContract {

    @Override
    Loss loss() {
        return Ldam.of(ClassCounts.of(600, 300, 90, 10));
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of(
                "Ldam", loss(),
                "Ldam_weighted", Ldam.of(ClassCounts.of(600, 300, 90, 10)).withLargestMargin(0.25).withScale(2).withClassWeights(0.5, 1, 2, 4));
    }

    @Override
    Tensor perfect(Tensor target) {
        return target.oneHot(4).cast(DType.FLOAT64).mul(50);
    }

    @Test
    void the_rarest_class_has_the_largest_margin() {
        assertThat(Ldam.of(ClassCounts.of(1600, 100)).margins()).containsExactly(new double[] {0.25, 0.5}, within(1e-12));
    }
}
