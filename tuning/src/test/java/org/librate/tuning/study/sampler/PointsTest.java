package org.librate.tuning.study.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.random.RandomSource;
import org.librate.tuning.search.Param;
import org.librate.tuning.study.Axis;
import org.librate.tuning.study.Budget;
import org.librate.tuning.study.Study;
import org.librate.tuning.study.StudyResult;

/**
 * Sequences against SciPy 1.17.1:
 *
 * <pre>
 * from scipy.stats import qmc
 * s = qmc.Sobol(64, scramble=False, bits=30).random(64)
 * for i in (1, 2, 3, 5, 17, 40, 63): print(i, [s[i][k] for k in (0, 1, 2, 5, 11, 19, 40, 63)])
 * h = qmc.Halton(20, scramble=False).random(1000)
 * for i in (0, 1, 2, 5, 17, 999): print(i, [h[i][k] for k in (0, 1, 2, 7, 19)])
 * </pre>
 */
class PointsTest {

    private static final int[] SOBOL_DIMENSIONS = {0, 1, 2, 5, 11, 19, 40, 63};
    private static final double[][] SOBOL = {
        {1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5},
        {2, 0.75, 0.25, 0.25, 0.75, 0.75, 0.25, 0.25, 0.75},
        {3, 0.25, 0.75, 0.75, 0.25, 0.25, 0.75, 0.75, 0.25},
        {5, 0.875, 0.875, 0.125, 0.625, 0.875, 0.625, 0.375, 0.625},
        {17, 0.59375, 0.96875, 0.96875, 0.46875, 0.90625, 0.53125, 0.90625, 0.59375},
        {40, 0.234375, 0.078125, 0.265625, 0.734375, 0.890625, 0.828125, 0.890625, 0.765625},
        {63, 0.015625, 0.796875, 0.359375, 0.140625, 0.671875, 0.234375, 0.671875, 0.734375}};

    private static final int[] HALTON_DIMENSIONS = {0, 1, 2, 7, 19};
    private static final double[][] HALTON = {
        {0, 0, 0, 0, 0, 0},
        {1, 0.5, 0.3333333333333333, 0.2, 0.05263157894736842, 0.014084507042253521},
        {2, 0.25, 0.6666666666666666, 0.4, 0.10526315789473684, 0.028169014084507043},
        {5, 0.625, 0.7777777777777777, 0.04, 0.2631578947368421, 0.07042253521126761},
        {17, 0.53125, 0.9259259259259258, 0.52, 0.894736842105263, 0.23943661971830987},
        {999, 0.9052734375, 0.01417466849565615, 0.9955200000000001, 0.6180201195509549, 0.07319976195199365}};

    @Test
    void sobols_points_are_scipys() {
        for (double[] point : SOBOL) {
            for (int k = 0; k < SOBOL_DIMENSIONS.length; k++) {
                assertThat(Sobol.point((int) point[0], SOBOL_DIMENSIONS[k])).isEqualTo(point[k + 1]);
            }
        }
    }

    @Test
    void haltons_points_are_scipys() {
        for (double[] point : HALTON) {
            for (int k = 0; k < HALTON_DIMENSIONS.length; k++) {
                int base = new Halton.Primes().get(HALTON_DIMENSIONS[k]);
                assertThat(Halton.point((int) point[0], base)).isCloseTo(point[k + 1], within(1e-15));
            }
        }
    }

    @Test
    void scrambled_points_are_as_even_as_plain_ones() {
        for (int seed = 0; seed < 5; seed++) {
            for (int dimension : SOBOL_DIMENSIONS) {
                boolean[] cells = new boolean[64];
                for (int i = 0; i < 64; i++) {
                    cells[(int) (64 * Sobol.scrambled(i, dimension, RandomSource.of(seed).stream("d" + dimension).at(0)))] = true;
                }
                assertThat(cells).doesNotContain(false);
            }
            for (int base : new int[] {2, 3, 5, 71}) {
                boolean[] cells = new boolean[base * base];
                List<int[]> permutations = Halton.permutations(base, Axis.of(Param.uniform("x", 0, 1)), seed);
                for (int i = 0; i < cells.length; i++) {
                    cells[(int) (cells.length * Halton.scrambled(i, base, permutations) * (1 + 1e-12))] = true;
                }
                assertThat(cells).doesNotContain(false);
            }
        }
    }

    @Test
    void pairs_of_scrambled_sobol_points_fill_all_boxes() {
        for (int seed = 0; seed < 5; seed++) {
            boolean[] boxes = new boolean[64]; // dimensions 0 and 1 are a net of quality 0
            for (int i = 0; i < 64; i++) {
                int a = (int) (8 * Sobol.scrambled(i, 0, RandomSource.of(seed).stream("a").at(0)));
                int b = (int) (8 * Sobol.scrambled(i, 1, RandomSource.of(seed).stream("b").at(0)));
                boxes[8 * a + b] = true;
            }
            assertThat(boxes).doesNotContain(false);
        }
    }

    @Test
    void a_scrambled_point_is_anywhere() {
        double sobol = 0;
        double halton = 0;
        for (int seed = 0; seed < 2000; seed++) {
            sobol += Sobol.scrambled(0, 3, RandomSource.of(seed).stream("s").at(0)) / 2000;
            halton += Halton.scrambled(0, 7, Halton.permutations(7, Axis.of(Param.uniform("x", 0, 1)), seed)) / 2000;
        }

        assertThat(sobol).isCloseTo(0.5, within(0.03));
        assertThat(halton).isCloseTo(0.5, within(0.03));
    }

    @Test
    void a_grid_goes_through_all_combinations_in_order() {
        Param<Double> x = Param.uniform("x", 0, 1);
        Param<String> kind = Param.oneOf("kind", "a", "b");
        StudyResult result = Study.minimise("loss").withSampler(Grid.withPoints(3))
                .run(Budget.unlimited(), trial -> trial.get(kind).length() + trial.get(x));

        List<String> tried = new ArrayList<>();
        result.trials().forEach(trial -> tried.add(trial.settings().toString()));
        assertThat(tried).containsExactly("{kind=a, x=0.0}", "{kind=a, x=0.5}", "{kind=a, x=1.0}", "{kind=b, x=0.0}", "{kind=b, x=0.5}",
                "{kind=b, x=1.0}");
    }

    @Test
    void brute_force_walks_through_what_is_asked_for() {
        Param<Integer> layers = Param.integers("layers", 0, 3);
        StudyResult result = Study.minimise("loss").withSampler(BruteForce.create()).run(Budget.unlimited(), trial -> {
            int sum = 0;
            for (int i = 0; i < trial.get(layers); i++) {
                sum += trial.get(Param.flag("wide" + i)) ? 2 : 1;
            }
            return sum;
        });

        assertThat(result.trials()).hasSize(1 + 2 + 4 + 8);
        assertThat(result.trials().stream().map(trial -> trial.settings().toString()).distinct()).hasSize(15);
    }

    @Test
    void brute_force_refuses_what_has_no_end() {
        Param<Double> x = Param.uniform("x", 0, 1);
        Study study = Study.minimise("loss").withSampler(BruteForce.create());

        assertThatThrownBy(() -> study.run(Budget.trials(3), trial -> trial.get(x))).hasMessageContaining("has no end")
                .hasMessageContaining("use Grid");
        assertThatThrownBy(() -> study.withParallel(2).run(Budget.trials(3), trial -> trial.get(Param.flag("x")) ? 1 : 0))
                .hasMessageContaining("Declare the space");
    }
}
