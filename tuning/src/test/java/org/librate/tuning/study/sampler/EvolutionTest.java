package org.librate.tuning.study.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.librate.core.random.RandomSource;

class EvolutionTest {

    @Test
    void finds_the_bottom_of_a_narrow_tilted_valley() {
        Evolution evolution = new Evolution(new double[5]);
        RandomSource random = RandomSource.of(1);
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 2500; i++) {
            double[] x = evolution.draw(random.at(i));
            double value = 0;
            double sum = 0;
            for (double v : x) {
                value += (v - 0.3) * (v - 0.3);
                sum += v - 0.3;
            }
            value += 1000 * sum * sum;
            best = Math.min(best, value);
            evolution.tell(x, value, random.at(i));
        }
        assertThat(best).isLessThan(1e-9);
    }

    @Test
    void starts_again_where_it_has_come_to_an_end() {
        Evolution evolution = new Evolution(new double[2]);
        for (int i = 0; i < 2000; i++) {
            double[] x = evolution.draw(RandomSource.of(1).at(i));
            assertThat(Arrays.stream(x).allMatch(v -> v >= 0 && v <= 1)).isTrue();
            evolution.tell(x, 1, RandomSource.of(2).at(i));
        }
        assertThat(evolution.restarts()).isPositive();
    }

    @Test
    void eigenvectors_make_the_matrix_again() {
        double[][] a = {{4, 1, 0.5}, {1, 3, -0.2}, {0.5, -0.2, 2}};
        SymmetricEigen eigen = SymmetricEigen.of(a);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double entry = 0;
                for (int k = 0; k < 3; k++) {
                    entry += eigen.vectors[i][k] * eigen.values[k] * eigen.vectors[j][k];
                }
                assertThat(entry).isCloseTo(a[i][j], within(1e-12));
            }
        }
    }
}
