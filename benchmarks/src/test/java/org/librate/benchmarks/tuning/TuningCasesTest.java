package org.librate.benchmarks.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.librate.benchmarks.Work;
import org.librate.tuning.search.Param;
import org.librate.tuning.search.Settings;
import org.librate.tuning.study.Budget;
import org.librate.tuning.study.Study;
import org.librate.tuning.study.sampler.RandomSampler;

class TuningCasesTest {

    @Test
    void every_case_works_twice() {
        TuningCases.all().forEach((name, prepared) -> {
            try (Work work = prepared.prepare()) {
                work.run();
                work.run();
            }
        });
    }

    @Test
    void problems_have_the_least_values_that_are_known() {
        assertThat(at("branin", Math.PI, 2.275)).isCloseTo(0.397887, within(1e-6));
        assertThat(at("hartmann-6", 0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573)).isCloseTo(-3.322368, within(1e-5));
        assertThat(at("ackley-5 off centre", 0, 0, 0, 0, 0)).isCloseTo(0, within(1e-12));
        assertThat(at("rosenbrock-4", 1, 1, 1, 1)).isZero();
        assertThat(at("levy-8", 1, 1, 1, 1, 1, 1, 1, 1)).isCloseTo(0, within(1e-12));
        assertThat(Quality.best(TuningProblems.all().get("mixed"), RandomSampler.create(), 1, 50)).isBetween(0.0, 5.0);
        assertThat(Quality.best(TuningProblems.all().get("conditional"), RandomSampler.create(), 1, 50)).isBetween(0.1, 0.6);
    }

    private static double at(String problem, double... x) {
        Settings settings = Settings.none();
        double low = problem.startsWith("hartmann") ? 0 : problem.startsWith("levy") ? -10 : -5;
        for (int i = 0; i < x.length; i++) {
            Param<Double> own = problem.equals("branin") && i == 1 ? Param.uniform("x1", 0, 15) : Param.uniform("x" + i, low, low == 0 ? 1 : 10);
            settings = settings.with(own, x[i]);
        }
        return Study.minimise("value").withEnqueued(settings).run(Budget.trials(1), TuningProblems.all().get(problem)).best().value();
    }

    @Test
    void threads_are_compared_on_the_same_trials() {
        assertThat(ThreadSpeedUp.of(trial -> trial.get(Param.uniform("x", 0, 1)), 6, 2)).contains("times as fast, with ");
    }

    @Test
    void ranks_are_compared_as_by_the_books() {
        double[] low = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        double[] high = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20};

        assertThat(RankSum.lower(low, high)).isCloseTo(0.0000913, within(2e-6)); // scipy.stats.mannwhitneyu(low, high, "less", method="asymptotic")
        assertThat(RankSum.lower(low, low)).isCloseTo(0.515, within(0.01));
    }
}
