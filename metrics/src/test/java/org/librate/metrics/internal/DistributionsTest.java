package org.librate.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

/** Reference numbers of scipy: intervals.py beside the golden file. */
class DistributionsTest {

    private static final double SMALL = 1e-9; // percent

    @Test
    void normal_on_both_sides() {
        double[][] expected = {{-8, 6.22096057427174e-16}, {-1.5, 0.06680720126885807}, {0, 0.5}, {0.3, 0.6179114221889526}, {1.2,
                0.8849303297782918},
            {1.9, 0.9712834401839981}, {5, 0.9999997133484281}};
        for (double[] one : expected) {
            assertThat(Distributions.normal(one[0])).isCloseTo(one[1], withinPercentage(SMALL));
            if (one[0] > -5) { // a chance so small has few digits left beside one half
                assertThat(Distributions.normalQuantile(one[1])).isCloseTo(one[0], within(1e-9));
            }
        }
        assertThat(Distributions.upperNormal(9)).isCloseTo(1.1285884059538324e-19, withinPercentage(SMALL));
        assertThat(Distributions.upperNormal(1.9)).isCloseTo(0.028716559816001803, withinPercentage(SMALL));
    }

    @Test
    void chi_square() {
        double[][] expected = {{0, 1}, {0.01, 0.920344325445942}, {1, 0.31731050786291115}, {3.2, 0.07363827012030258}, {40, 2.5396285894708634e-10}};
        for (double[] one : expected) {
            assertThat(Distributions.upperChiSquare1(one[0])).isCloseTo(one[1], withinPercentage(SMALL));
        }
    }

    @Test
    void student() {
        double[][] expected = {{0.5, 1, 0.7048327646991335}, {2.2, 9, 0.05534057279861165}, {-3, 4, 0.03994196807171883}, {12, 99,
                5.130629687897481e-21},
            {0.01, 30, 0.9920874925731777}};
        for (double[] one : expected) {
            assertThat(Distributions.studentTwoSided(one[0], one[1])).isCloseTo(one[2], withinPercentage(SMALL));
        }
        assertThat(Distributions.studentTwoSidedQuantile(0.05, 9)).isCloseTo(2.2621571627982053, within(1e-10));
        assertThat(Distributions.studentTwoSidedQuantile(0.01, 3)).isCloseTo(5.840909309733357, within(1e-10));
        assertThat(Distributions.studentTwoSidedQuantile(0.5, 100)).isCloseTo(0.6769510430114717, within(1e-10));
    }

    @Test
    void fair_coin() {
        assertThat(Distributions.fairCoin(0, 5)).isCloseTo(0.03125, within(1e-14));
        assertThat(Distributions.fairCoin(3, 11)).isCloseTo(0.11328125, within(1e-13));
        assertThat(Distributions.fairCoin(40, 100)).isCloseTo(0.028443966820490444, within(1e-13));
    }
}
