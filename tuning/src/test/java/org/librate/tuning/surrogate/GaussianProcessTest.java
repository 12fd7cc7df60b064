package org.librate.tuning.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

class GaussianProcessTest {

    private static final RandomStream RANDOM = RandomSource.of(3).at(0);

    private static double[][] places(int n, int d) {
        double[][] places = new double[n][d];
        for (int i = 0; i < n * d; i++) {
            places[i / d][i % d] = RANDOM.uniform(i);
        }
        return places;
    }

    private static double[] wave(double[][] places) {
        return Arrays.stream(places).mapToDouble(x -> 10 + 5 * Math.sin(6 * x[0])).toArray();
    }

    @Test
    void goes_through_what_it_saw_and_is_sure_there_only() {
        double[][] x = places(15, 2);
        FittedGaussianProcess model = GaussianProcess.create().fit(x, wave(x));

        for (double[] place : x) {
            assertThat(model.at(place).mean()).isCloseTo(10 + 5 * Math.sin(6 * place[0]), within(0.02));
            assertThat(model.at(place).deviation()).isLessThan(0.1);
        }
        assertThat(model.at(new double[] {0.37, 0.61}).mean()).isCloseTo(10 + 5 * Math.sin(6 * 0.37), within(0.5));
        assertThat(model.lengthScales()[1]).isGreaterThan(3 * model.lengthScales()[0]); // the second feature says nothing
        assertThat(model.at(new double[] {50, 50}).deviation()).isCloseTo(model.prior(), within(1e-6));
    }

    @Test
    void finds_out_how_noisy_a_function_is() {
        double[][] x = places(60, 1);
        double[] y = wave(x);
        for (int i = 0; i < y.length; i++) {
            y[i] += RANDOM.normal(1000 + i);
        }
        FittedGaussianProcess model = GaussianProcess.create().fit(x, y);

        assertThat(Math.sqrt(model.noise()) * model.prior()).isBetween(0.6, 1.5);
        assertThat(model.at(new double[] {0.5}).mean()).isCloseTo(10 + 5 * Math.sin(3), within(1.0));
    }

    @Test
    void slopes_are_those_of_differences() {
        double[][] x = places(12, 3);
        FittedGaussianProcess model = GaussianProcess.create().withCategories(2).fit(x, wave(x));
        double[] place = {0.3, 0.8, x[4][2]};
        double[] mean = new double[3];
        double[] deviation = new double[3];
        Belief belief = model.at(place, mean, deviation);

        assertThat(belief).isEqualTo(model.at(place));
        assertThat(model.mean(place)).isCloseTo(belief.mean(), within(1e-9));
        for (int j = 0; j < 2; j++) {
            double[] up = place.clone();
            double[] down = place.clone();
            up[j] += 1e-5;
            down[j] -= 1e-5;
            assertThat(mean[j]).isCloseTo((model.at(up).mean() - model.at(down).mean()) / 2e-5, within(1e-3));
            assertThat(deviation[j]).isCloseTo((model.at(up).deviation() - model.at(down).deviation()) / 2e-5, within(1e-3));
        }
        assertThat(mean[2]).isZero();
    }

    @Test
    void many_places_at_once_are_believed_the_same_of_as_one_by_one() {
        double[][] x = places(14, 3);
        FittedGaussianProcess model = GaussianProcess.create().withCategories(2).fit(x, wave(x)).expecting(new double[] {0.5, 0.5, 0.5});
        double[][] asked = places(300, 3);
        Belief[] beliefs = model.at(asked);
        Belief[] atMost = model.atMost(asked);

        for (int i = 0; i < asked.length; i++) {
            assertThat(beliefs[i]).isEqualTo(model.at(asked[i]));
            assertThat(atMost[i].mean()).isEqualTo(beliefs[i].mean());
            assertThat(atMost[i].deviation()).isGreaterThanOrEqualTo(beliefs[i].deviation());
        }
    }

    @Test
    void the_likelihoods_slopes_are_those_of_differences() {
        double[][] x = places(10, 2);
        LikelyScales likelihood = new LikelyScales(new Matern(2), x, LikelyScales.standardised(wave(x)));
        double[] logs = {-1, 0.5, -4};
        double[] gradient = new double[3];
        likelihood.minusLogDensity(logs, gradient);
        for (int j = 0; j < 3; j++) {
            double[] up = logs.clone();
            double[] down = logs.clone();
            up[j] += 1e-5;
            down[j] -= 1e-5;
            double rise = likelihood.minusLogDensity(up, new double[3]) - likelihood.minusLogDensity(down, new double[3]);
            assertThat(gradient[j]).isCloseTo(rise / 2e-5, within(1e-4));
        }
    }

    @Test
    void more_values_under_known_scales_are_the_same_as_all_at_once() {
        double[][] x = places(20, 2);
        double[] y = wave(x);
        FittedGaussianProcess some = GaussianProcess.create().fit(Arrays.copyOf(x, 12), Arrays.copyOf(y, 12));
        Belief before = some.at(new double[] {0.2, 0.2});
        double[] place = {0.4, 0.9};

        assertThat(some.with(Arrays.copyOf(x, 16), Arrays.copyOf(y, 16)).with(x, y).at(place)).isEqualTo(some.with(x, y).at(place));
        assertThat(some.at(new double[] {0.2, 0.2})).isEqualTo(before);
    }

    @Test
    void what_is_expected_makes_it_surer_and_changes_no_mean() {
        double[][] x = places(8, 1);
        FittedGaussianProcess model = GaussianProcess.create().fit(x, wave(x));
        double[] place = {1.4};
        FittedGaussianProcess expecting = model.expecting(place);

        assertThat(expecting.at(place).mean()).isCloseTo(model.at(place).mean(), within(1e-9));
        assertThat(expecting.at(place).deviation()).isLessThan(0.05 * model.at(place).deviation());
    }

    @Test
    void drawn_functions_go_through_what_was_seen_and_vary_elsewhere() {
        double[][] x = places(8, 1);
        double[] y = wave(x);
        FittedGaussianProcess model = GaussianProcess.create().fit(x, y);
        double[] one = model.draw(new double[][] {x[0], {3}}, RandomSource.of(1).at(0));
        double[] other = model.draw(new double[][] {x[0], {3}}, RandomSource.of(2).at(0));

        assertThat(one[0]).isCloseTo(y[0], within(0.1));
        assertThat(Math.abs(one[1] - other[1])).isGreaterThan(1e-3);
    }

    @Test
    void a_constant_function_and_a_single_value_are_borne() {
        FittedGaussianProcess constant = GaussianProcess.create().fit(places(5, 2), new double[] {2, 2, 2, 2, 2});

        assertThat(constant.at(new double[] {0.5, 0.5}).mean()).isCloseTo(2, within(1e-9));
        assertThat(constant.best()).isCloseTo(2, within(1e-9));
        assertThat(GaussianProcess.create().fit(places(1, 2), new double[] {7}).at(new double[] {0.1, 0.1}).mean()).isCloseTo(7, within(1e-9));
    }

    @Test
    void says_what_is_wrong() {
        assertThatThrownBy(() -> GaussianProcess.create().fit(places(3, 1), new double[2]))
                .hasMessageContaining("GaussianProcess: needs a value for each place");
        assertThatThrownBy(() -> GaussianProcess.create().fit(places(1, 1), new double[] {Double.NaN})).hasMessageContaining("finite");
        assertThatThrownBy(() -> GaussianProcess.create().withCategories(4).fit(places(1, 1), new double[1]))
                .hasMessageContaining("one of the 1 features, got 4");
        assertThat(GaussianProcess.create().withNoise(0.1).withCategories(1, 2))
                .hasToString("GaussianProcess.create().withNoise(0.1).withCategories(1, 2)");
    }
}
