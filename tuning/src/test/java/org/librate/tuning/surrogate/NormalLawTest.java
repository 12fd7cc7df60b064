package org.librate.tuning.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class NormalLawTest {

    /** mpmath 1.3 with 40 digits: ln(npdf(z) + z ncdf(z)) and ncdf(z) / (npdf(z) + z ncdf(z)). */
    private static final double[][] EXCESS = {
        {2, 0.6973835457882284, 0.48655931878528386}, {0, -0.9189385332046728, 1.2533141373155003}, {-1, -2.4851210257126413, 1.9042712333296918},
        {-5, -16.74430116266099, 5.361816241288088}, {-20, -206.9178385094251, 20.099262811101283}, {-100, -5010.12957880025, 100.01999400419587},
        {-3000, -4500016.931674002, 3000.0006666664444}};

    @Test
    void the_logarithm_of_expected_improvement_holds_far_into_the_tail() {
        for (double[] row : EXCESS) {
            assertThat(NormalLaw.logExpectedExcess(row[0])).isCloseTo(row[1], Percentage.withPercentage(1e-10));
            assertThat(NormalLaw.logExpectedExcessSlope(row[0])).isCloseTo(row[2], Percentage.withPercentage(1e-10));
        }
        assertThat(NormalLaw.logExpectedExcess(-1e6)).isCloseTo(-5.00000000028550e11, Percentage.withPercentage(1e-8));
    }

    @Test
    void tails_are_those_of_the_normal_law() {
        assertThat(NormalLaw.mills(0)).isCloseTo(1.2533141373155003, within(1e-15));
        assertThat(NormalLaw.mills(2.5)).isCloseTo(0.35426511132979366, within(1e-15));
        assertThat(NormalLaw.mills(50)).isCloseTo(0.019992009580853568, within(1e-15));
        assertThat(NormalLaw.below(-1.959963984540054)).isCloseTo(0.025, within(1e-15));
        // Q(8) - Q(9)
        assertThat(NormalLaw.between(8, 9)).isCloseTo(6.2209605742717841e-16 - 1.1285884059538406e-19, Percentage.withPercentage(1e-9));
        for (double x = 0; x < 9; x += 0.0137) {
            assertThat(NormalLaw.fastTail(x)).isCloseTo(NormalLaw.below(-x), within(2e-7));
        }
    }

    @Test
    void the_fast_exponential_is_one_to_nine_digits_or_so() {
        for (double x = -690; x <= 0; x += 0.317) {
            assertThat(NormalLaw.fastExp(x)).isCloseTo(Math.exp(x), Percentage.withPercentage(2e-6));
        }
        double[] many = {-800, 0, -1.5, -690, -0.25};
        double[] powers = new double[many.length];
        NormalLaw.fastExp(many, powers, 0, many.length);
        assertThat(powers).containsExactly(Arrays.stream(many).map(NormalLaw::fastExp).toArray());
        assertThat(NormalLaw.fastExp(-800)).isZero();
        assertThat(NormalLaw.fastExp(0)).isEqualTo(1);
    }
}
