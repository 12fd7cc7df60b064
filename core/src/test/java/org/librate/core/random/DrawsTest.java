package org.librate.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DrawsTest {

    /** From scipy.stats.norm.ppf. */
    @Test
    void normal_is_the_quantile_of_the_normal_distribution() {
        assertThat(Draws.normal(0)).isZero();
        assertThat(Draws.normal(0.2)).isCloseTo(0.5244005127080407, within(1e-15));
        assertThat(Draws.normal(0.43)).isCloseTo(1.475791028179171, within(2e-15));
        assertThat(Draws.normal(-0.43)).isEqualTo(-Draws.normal(0.43));
        assertThat(Draws.normal(0.4999)).isCloseTo(3.719016485455709, within(2e-12));
        assertThat(Draws.normal(0.5 - 0x1p-54)).isCloseTo(8.292361075813597, within(1e-14));
        assertThat(Draws.normal(0x1p-54 - 0.5)).isCloseTo(-8.292361075813597, within(1e-14));
    }

    @Test
    void the_tail_meets_the_middle() {
        double edge = Draws.MIDDLE;
        assertThat(Draws.normal(Math.nextUp(edge))).isCloseTo(Draws.normal(edge), within(1e-14));
    }

    @Test
    void log_is_the_logarithm() {
        for (double x = 0x1p-54; x < 1; x *= 1.037) {
            assertThat(Draws.log(x)).isCloseTo(StrictMath.log(x), within(1e-15 * Math.max(1, -StrictMath.log(x))));
        }
        assertThat(Draws.log(1)).isZero();
    }

    @Test
    void uniform_never_reaches_one() {
        assertThat(Draws.uniform(-1L)).isLessThan(1).isEqualTo(1 - 0x1p-53);
        assertThat(Draws.uniform(-1)).isLessThan(1).isEqualTo(1 - 0x1p-24f);
        assertThat(Draws.uniform(0L)).isZero();
        assertThat(Draws.between(1 - 0x1p-24f, 100f, 101f, Draws.lastBelow(100f, 101f))).isLessThan(101f);
    }

    @Test
    void probabilities_of_zero_and_one_are_certain() {
        for (int word : new int[] {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThat(Draws.happens(word, Draws.threshold(0))).isFalse();
            assertThat(Draws.happens(word, Draws.threshold(1))).isTrue();
        }
        assertThat(Draws.happens(Integer.MAX_VALUE, Draws.threshold(0.5))).isTrue();
        assertThat(Draws.happens(Integer.MIN_VALUE, Draws.threshold(0.5))).isFalse();
    }

    @Test
    void integers_cover_any_range() {
        assertThat(Draws.integer(0, -5, 5)).isEqualTo(-5);
        assertThat(Draws.integer(-1, -5, 5)).isEqualTo(4);
        assertThat(Draws.integer(Long.MIN_VALUE, 0, 10)).isEqualTo(5);
        assertThat(Draws.integer(0, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(Long.MIN_VALUE);
        assertThat(Draws.integer(-1, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE - 1);
    }
}
