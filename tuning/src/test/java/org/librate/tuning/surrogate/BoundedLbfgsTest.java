package org.librate.tuning.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoundedLbfgsTest {

    private static double rosenbrock(double[] x, double[] g) {
        double a = x[1] - x[0] * x[0];
        g[0] = -400 * a * x[0] - 2 * (1 - x[0]);
        g[1] = 200 * a;
        return 100 * a * a + (1 - x[0]) * (1 - x[0]);
    }

    @Test
    void finds_the_end_of_a_curved_valley() {
        BoundedLbfgs.Minimum minimum = BoundedLbfgs.find(BoundedLbfgsTest::rosenbrock, new double[] {-1.2, 1}, new double[] {-5, -5},
                new double[] {5, 5}, 200, 1e-8, 1e-12);

        assertThat(minimum.point()).containsExactly(new double[] {1, 1}, within(1e-5));
    }

    @Test
    void stops_at_an_end_of_the_box_and_slides_along_it() {
        BoundedLbfgs.Minimum minimum = BoundedLbfgs.find(BoundedLbfgsTest::rosenbrock, new double[] {-1.2, 1}, new double[] {-5, -5},
                new double[] {0.5, 5}, 200, 1e-8, 1e-12);

        assertThat(minimum.point()).containsExactly(new double[] {0.5, 0.25}, within(1e-6)); // on the bound, x1 = x0²
    }

    @Test
    void a_start_outside_is_brought_in_and_a_flat_function_is_left_alone() {
        BoundedLbfgs.Minimum minimum = BoundedLbfgs.find((x, g) -> {
            g[0] = 0;
            return 3;
        }, new double[] {7}, new double[] {0}, new double[] {1}, 10, 1e-8, 1e-12);

        assertThat(minimum.point()).containsExactly(1);
        assertThat(minimum.value()).isEqualTo(3);
    }
}
