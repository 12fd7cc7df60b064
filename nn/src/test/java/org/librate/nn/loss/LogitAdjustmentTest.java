package org.librate.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Tensor;
import org.librate.core.learn.ClassCounts;

class LogitAdjustmentTest extends LossContract {

    @Override
    Loss loss() {
        return LogitAdjustment.of(ClassCounts.of(600, 300, 90, 10));
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of(
                "LogitAdjustment", loss(),
                "LogitAdjustment_tau", LogitAdjustment.of(ClassCounts.of(600, 300, 90, 10)).withTau(1.5),
                "LogitAdjustment_sequences", loss(),
                "LogitAdjustment_binary", LogitAdjustment.of(ClassCounts.of(99, 1)));
    }

    @Override
    Tensor perfect(Tensor target) {
        return target.oneHot(4).cast(DType.FLOAT64).mul(50);
    }

    @Test
    void a_class_without_rows_counts_as_half_a_row() {
        assertThat(LogitAdjustment.of(ClassCounts.of(9.5, 0)).shares()).containsExactly(0.95, 0.05);
    }

    @Test
    void as_many_shares_as_classes() {
        assertThatThrownBy(() -> loss().perRow(Tensor.zeros(2, 3), Tensor.of(0, 1))).hasMessageContaining("LogitAdjustment")
                .hasMessageContaining("got 4");
    }
}
