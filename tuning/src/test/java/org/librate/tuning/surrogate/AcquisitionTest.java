package org.librate.tuning.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.librate.core.random.RandomSource;

class AcquisitionTest {

    @Test
    void scores_are_those_of_the_formulas() {
        Belief belief = new Belief(1, 2); // the best so far is 3: z = 1
        // s (φ(1) + Φ(1))
        assertThat(Acquisition.expectedImprovement().score(belief, 3)).isCloseTo(2 * (0.24197072451914337 + 0.8413447460685429), within(1e-12));
        assertThat(Acquisition.logExpectedImprovement().score(belief, 3))
                .isCloseTo(Math.log(2 * (0.24197072451914337 + 0.8413447460685429)), within(1e-12));
        assertThat(Acquisition.probabilityOfImprovement().score(belief, 3)).isCloseTo(0.8413447460685429, within(1e-12));
        assertThat(Acquisition.confidenceBound(2).score(belief, 3)).isEqualTo(3); // 2 * 2 - 1
    }

    @Test
    void every_rule_finds_the_minimum_of_a_wave() {
        double[][] candidates = new double[200][];
        Arrays.setAll(candidates, i -> new double[] {i / 199.0});
        for (Acquisition rule : new Acquisition[] {Acquisition.expectedImprovement(), Acquisition.logExpectedImprovement(),
                Acquisition.confidenceBound(2),
            Acquisition.probabilityOfImprovement(), Acquisition.thompson()}) {
            double[][] places = {{0.1}, {0.6}, {0.9}};
            double[] losses = Arrays.stream(places).mapToDouble(AcquisitionTest::wave).toArray();
            for (int i = 0; i < 12; i++) {
                Surrogate model = GaussianProcess.create().fit(places, losses);
                double[] next = candidates[rule.choose(model, candidates, RandomSource.of(1).at(i))];
                places = Arrays.copyOf(places, places.length + 1);
                losses = Arrays.copyOf(losses, losses.length + 1);
                places[places.length - 1] = next;
                losses[losses.length - 1] = wave(next);
            }
            assertThat(Arrays.stream(losses).min().orElseThrow()).as(rule.toString()).isLessThan(-1.36); // the least is -1.3695
        }
    }

    private static double wave(double[] x) {
        return Math.sin(9 * x[0]) - 0.7 * x[0];
    }
}
