package org.librate.metrics.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;

class ConfusionTest {

    private static final Confusion TWO = Confusion.of(Tensor.of(0, 1, 1, 1, 0), Tensor.of(0, 0, 1, 1, 1));

    @Test
    void counts_what_was_taken_for_what() {
        assertThat(TWO.toArray()).isDeepEqualTo(new double[][] {{1, 1}, {1, 2}});
        assertThat(TWO.get(1, 0)).isEqualTo(1);
        assertThat(TWO.support(1)).isEqualTo(3);
        assertThat(TWO.predicted(0)).isEqualTo(2);
        assertThat(TWO.accuracy()).isEqualTo(0.6);
        assertThat(TWO.counts(1)).isEqualTo(new ClassOutcomes(2, 1, 1, 1));
        assertThat(TWO.counts().get(0)).isEqualTo(new ClassOutcomes(1, 1, 1, 2));
        assertThat(TWO).isEqualTo(Confusion.of(new double[][] {{1, 1}, {1, 2}})).hasSameHashCodeAs(Confusion.of(new double[][] {{1, 1}, {1, 2}}));
        assertThatThrownBy(() -> TWO.get(2, 0)).isInstanceOf(IndexOutOfBoundsException.class).hasMessageContaining("classes are 0 to 1");
    }

    @Test
    void takes_probabilities_and_decisions() {
        assertThat(Confusion.of(Tensor.of(0.2f, 0.7f, 0.9f, 0.6f, 0.5f), Tensor.of(0, 0, 1, 1, 1))).isEqualTo(TWO);
        assertThat(Confusion.of(Tensor.of(new float[][] {{0.8f, 0.2f}, {0.3f, 0.7f}, {0, 1}, {0.4f, 0.6f}, {0.5f, 0.5f}}), Tensor.of(0f, 0f, 1f, 1f,
                1f)))
                .isEqualTo(TWO);
        assertThat(Confusion.of(Tensor.of(0L, 1L), Tensor.of(new boolean[] {false, true}))).isEqualTo(Confusion.of(new double[][] {{1, 0}, {0, 1}}));
        assertThat(Confusion.of(Tensor.of(new float[][] {{0.9f, 0.1f, 0}}), Tensor.of(0)).classes()).isEqualTo(3);
    }

    @Test
    void normalises() {
        assertThat(TWO.normalized(Normalization.BY_ROW)).isDeepEqualTo(new double[][] {{0.5, 0.5}, {1.0 / 3, 2.0 / 3}});
        assertThat(TWO.normalized(Normalization.BY_COLUMN)).isDeepEqualTo(new double[][] {{0.5, 1.0 / 3}, {0.5, 2.0 / 3}});
        assertThat(TWO.normalized(Normalization.BY_ALL)).isDeepEqualTo(new double[][] {{0.2, 0.2}, {0.2, 0.4}});
        assertThat(Confusion.of(Tensor.of(0), Tensor.of(2)).normalized(Normalization.BY_ROW)[1][0]).isNaN();
    }

    @Test
    void merges_and_weighs() {
        Confusion more = Confusion.of(Tensor.of(2, 0), Tensor.of(2, 2), Tensor.of(0.5f, 1.5f));
        assertThat(TWO.merge(more).toArray()).isDeepEqualTo(new double[][] {{1, 1, 0}, {1, 2, 0}, {1.5, 0, 0.5}});
        assertThat(more.merge(TWO)).isEqualTo(TWO.merge(more));
        assertThat(TWO.total()).isEqualTo(5);
    }

    @Test
    void prints_a_table() {
        assertThat(TWO.withNames(List.of("good", "bad"))).hasToString("""
                actual \\ predicted  good  bad
                good                   1    1
                bad                    1    2""");
        assertThat(Confusion.of(Tensor.of(40), Tensor.of(40))).hasToString("Confusion[classes=41, total=1, accuracy=1.0000]");
        assertThatThrownBy(() -> TWO.withNames(List.of("good"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Confusion: needs a name for each of the 2 classes, got [good].");
    }

    @Test
    void rounding_of_weights_does_not_make_something_of_nothing() {
        Confusion all = Confusion.of(Tensor.of(1, 1, 1), Tensor.of(1, 1, 1), Tensor.of(0.1, 0.2, 0.3));
        assertThat(Specificity.metric().from(all)).isNaN();
        assertThat(Mcc.metric().from(all)).isNaN();
    }

    @Test
    void refuses_what_cannot_be_classes() {
        assertThatThrownBy(() -> Confusion.of(Tensor.of(0.5f, 3f), Tensor.of(0, 1)))
                .hasMessageContaining("scores must be probabilities in [0, 1], got 3.0");
        assertThatThrownBy(() -> Confusion.of(Tensor.of(0, 1), Tensor.of(0.5f, 1f)))
                .hasMessageContaining("class numbers must be whole, got 0.5 in row 0");
        assertThatThrownBy(() -> Confusion.of(Tensor.of(0, 1), Tensor.of(0, -1))).hasMessageContaining("class numbers must be >= 0, got -1 in row 1");
        assertThatThrownBy(() -> Confusion.of(Tensor.of(new float[][] {{1, 0}}), Tensor.of(2)))
                .hasMessageContaining("class numbers must be in [0, 1], got 2");
        assertThatThrownBy(() -> Confusion.of(Tensor.of(0, 100_000), Tensor.of(0, 1))).hasMessageContaining("class numbers must be below 8192");
        assertThat(F1.metric().from(TWO)).isCloseTo(2.0 / 3, within(1e-12));
    }
}
