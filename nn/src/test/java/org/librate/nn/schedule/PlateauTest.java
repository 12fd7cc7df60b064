package org.librate.nn.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlateauTest {

    private static List<Double> factors(Plateau plateau, double... values) {
        List<Double> factors = new ArrayList<>();
        Plateau.State state = plateau.start();
        for (double value : values) {
            state = plateau.next(state, value);
            factors.add(state.factor());
        }
        return factors;
    }

    private final Plateau halving = Plateau.minimizing().withPatience(1).withFactor(0.5);

    @Test
    void it_starts_at_the_optimizers_rate() {
        assertThat(halving.start().factor()).isEqualTo(1);
    }

    @Test
    void while_values_get_better_nothing_happens() {
        assertThat(factors(halving, 5, 4, 3, 2, 1)).containsOnly(1.0);
    }

    @Test
    void patience_is_borne_and_the_next_one_falls() {
        assertThat(factors(halving, 5, 5, 5, 5, 5)).containsExactly(1.0, 1.0, 0.5, 0.5, 0.25);
    }

    @Test
    void a_better_value_starts_the_count_again() {
        assertThat(factors(halving, 5, 5, 4, 4, 4)).containsExactly(1.0, 1.0, 1.0, 1.0, 0.5);
    }

    @Test
    void large_values_are_good_when_maximizing() {
        Plateau plateau = Plateau.maximizing().withPatience(0).withFactor(0.5);
        assertThat(factors(plateau, 0.5, 0.6, 0.6, 0.5, 0.7)).containsExactly(1.0, 1.0, 0.5, 0.25, 0.25);
    }

    @Test
    void too_small_a_gain_does_not_count() {
        Plateau plateau = Plateau.minimizing().withPatience(0).withFactor(0.5).withThreshold(0.1);
        assertThat(factors(plateau, 10, 9.5, 8.9)).containsExactly(1.0, 0.5, 0.5);
    }

    @Test
    void after_a_fall_it_rests() {
        assertThat(factors(halving.withPatience(0).withCooldown(2), 5, 5, 5, 5, 5)).containsExactly(1.0, 0.5, 0.5, 0.5, 0.25);
    }

    @Test
    void it_does_not_fall_below_the_lowest() {
        assertThat(factors(halving.withPatience(0).withLowest(0.3), 5, 5, 5, 5)).containsExactly(1.0, 0.5, 0.3, 0.3);
    }

    @Test
    void numbers_gone_bad_are_never_better() {
        assertThat(factors(halving.withPatience(0), Double.NaN, 5, Double.NaN)).containsExactly(0.5, 0.5, 0.25);
    }

    @Test
    void a_saved_state_continues() {
        Plateau.State state = halving.start();
        for (double value : new double[] {5, 5}) {
            state = halving.next(state, value);
        }
        Plateau.State loaded = new Plateau.State(state.best(), state.waited(), state.resting(), state.factor());
        assertThat(halving.next(loaded, 5)).isEqualTo(halving.next(state, 5));
        assertThat(halving.next(loaded, 5).factor()).isCloseTo(0.5, within(0.0));
    }

    @Test
    void it_prints_and_checks() {
        assertThat(Plateau.minimizing()).hasToString("Plateau[minimizing, patience=10, factor=0.1, threshold=1.0E-4, cooldown=0, lowest=0.0]");
        assertThatThrownBy(() -> Plateau.minimizing().withFactor(1)).hasMessage("Plateau: factor must be in (0, 1), got 1.0.");
    }
}
