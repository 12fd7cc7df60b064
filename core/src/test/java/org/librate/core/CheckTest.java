package org.librate.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class CheckTest {

    private static void says(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void passes_good_values_on() {
        assertThat(Check.positive("X", "a", 1)).isEqualTo(1);
        assertThat(Check.positive("X", "a", 1L)).isEqualTo(1L);
        assertThat(Check.positive("X", "a", 0.5)).isEqualTo(0.5);
        assertThat(Check.notNegative("X", "a", 0)).isZero();
        assertThat(Check.notNegative("X", "a", 0.0)).isZero();
        assertThat(Check.fraction("X", "a", 0)).isZero();
        assertThat(Check.within("X", "a", 1, 0, 1)).isEqualTo(1);
        assertThat(Check.axis("X", -1, Shape.of(2, 3))).isEqualTo(1);
        assertThat(Check.notNull("X", "a", "b")).isEqualTo("b");
        Check.require(true, "X", "rule", 1);
    }

    @Test
    void words_complaints_alike() {
        says("Dense: units must be > 0, got -3.", () -> Check.positive("Dense", "units", -3));
        says("Dense: units must be > 0, got 0.", () -> Check.positive("Dense", "units", 0L));
        says("Sgd: rate must be > 0 and finite, got NaN.", () -> Check.positive("Sgd", "rate", Double.NaN));
        says("Sgd: rate must be > 0 and finite, got Infinity.", () -> Check.positive("Sgd", "rate", Double.POSITIVE_INFINITY));
        says("Sgd: decay must be >= 0, got -1.", () -> Check.notNegative("Sgd", "decay", -1));
        says("Sgd: decay must be >= 0 and finite, got NaN.", () -> Check.notNegative("Sgd", "decay", Double.NaN));
        says("Dropout: rate must be in [0, 1), got 1.0.", () -> Check.fraction("Dropout", "rate", 1));
        says("Mixup: share must be in [0.0, 1.0], got NaN.", () -> Check.within("Mixup", "share", Double.NaN, 0, 1));
        says("Sum: axis must be in [-2, 1], got 2. Shape [2, 3].", () -> Check.axis("Sum", 2, Shape.of(2, 3)));
        says("Net: rule, got 5.", () -> Check.require(false, "Net", "rule", 5));
        says("Net: rule, got 5. Way out.", () -> Check.require(false, "Net", "rule", 5, "Way out."));
    }

    @Test
    @SuppressWarnings("NullAway") // null is what it looks for
    void names_what_is_null() {
        assertThatThrownBy(() -> Check.notNull("Conv", "padding", null)).isInstanceOf(NullPointerException.class)
                .hasMessage("Conv: padding must not be null.");
    }
}
