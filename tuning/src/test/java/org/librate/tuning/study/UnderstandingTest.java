package org.librate.tuning.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.random.RandomSource;
import org.librate.core.save.Json;
import org.librate.core.table.Table;
import org.librate.nn.Network;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Relu;
import org.librate.tuning.search.Param;
import org.librate.tuning.study.pruner.SuccessiveHalving;
import org.librate.tuning.study.sampler.RandomSampler;
import org.librate.tuning.study.sampler.Sobol;

/** What mattered in a study, and the numbers behind its plots. */
class UnderstandingTest {

    private static final Param<Double> A = Param.uniform("a", 0, 1);
    private static final Param<Double> B = Param.uniform("b", 0, 1);
    private static final Param<Double> C = Param.logUniform("c", 1e-3, 1);
    private static final Param<String> KIND = Param.oneOf("kind", "flat", "deep");
    private static final Param<Integer> DEPTH = Param.integers("depth", 1, 5);

    private static StudyResult study(Objective objective) {
        return Study.minimise("loss").withSpace(Space.of(A, B, C)).withSampler(Sobol.create()).run(Budget.trials(400), objective);
    }

    @Test
    void variance_is_divided_among_parameters() {
        // 2a + b: variances 4/12 and 1/12
        Map<Param<?>, Double> linear = Importance.fanova().of(study(trial -> 2 * trial.get(A) + trial.get(B)));
        assertThat(linear.keySet().iterator().next()).isEqualTo(A);
        assertThat(linear.get(A)).isCloseTo(0.8, within(0.05));
        assertThat(linear.get(B)).isCloseTo(0.2, within(0.05));
        assertThat(linear.get(C)).isLessThan(0.02);

        // (a - 1/2) (b - 1/2) has no effect of one parameter alone
        Map<Param<?>, Double> together = Importance.fanova().of(study(trial -> (trial.get(A) - 0.5) * (trial.get(B) - 0.5)));
        assertThat(together.values().stream().mapToDouble(value -> value).sum()).isLessThan(0.25);

        // in the scale of the parameter: a logarithmic one is not crowded at its low end
        assertThat(Importance.fanova().of(study(trial -> Math.log(trial.get(C)) + trial.get(A))).get(C)).isGreaterThan(0.9);
    }

    @Test
    void a_forest_is_the_same_for_the_same_seed() {
        StudyResult result = study(trial -> 2 * trial.get(A) + trial.get(B));
        assertThat(Importance.fanova().withTrees(4).of(result)).isEqualTo(Importance.fanova().withTrees(4).of(result));
        assertThat(Importance.fanova().withTrees(4).withSeed(1).of(result)).isNotEqualTo(Importance.fanova().withTrees(4).of(result));
    }

    @Test
    void what_tells_the_best_apart_matters_near_the_best() {
        Map<Param<?>, Double> importance = Importance.pedAnova().of(study(trial -> Math.pow(trial.get(A) - 0.3, 2) + 0.01 * trial.get(B)));
        assertThat(importance.keySet().iterator().next()).isEqualTo(A);
        assertThat(importance.get(A)).isGreaterThan(0.8);
        assertThat(importance.values().stream().mapToDouble(value -> value).sum()).isCloseTo(1, within(1e-9));
    }

    private static double conditional(Trial trial) {
        trial.report(1, 3);
        return trial.get(KIND).equals("deep") ? 1 + 0.1 * trial.get(DEPTH) : 3 + 0.001 * trial.get(A);
    }

    @Test
    void a_parameter_need_not_be_there_in_all_trials() {
        Study even = Study.minimise("loss").withSampler(RandomSampler.create()).withSeed(1);
        StudyResult result = even.run(Budget.trials(60), UnderstandingTest::conditional);
        for (Importance importance : List.of(Importance.fanova(), Importance.pedAnova())) {
            assertThat(importance.of(result)).containsOnlyKeys(KIND, DEPTH, A).allSatisfy((param, value) -> assertThat(value).isBetween(0.0, 1.0));
            assertThat(importance.of(result).get(KIND)).isGreaterThan(0.2);
        }
        assertThatThrownBy(() -> Importance.fanova().of(Study.minimise("loss").run(Budget.trials(2),
                UnderstandingTest::conditional))).hasMessageContaining("4 complete");
        assertThat(Importance.fanova().of(Study.minimise("loss").run(Budget.trials(9), trial -> trial.get(A) * 0)).get(A)).isZero();
    }

    @Test
    void plots_have_their_numbers(@TempDir Path folder) throws IOException {
        StudyResult result = Study.minimise("loss").withSeed(1).run(Budget.trials(30), UnderstandingTest::conditional);
        StudyPlots plots = StudyPlots.of(result);

        Table history = plots.history();
        assertThat(history.rows()).isEqualTo(30);
        assertThat(history.numeric("best").get(29)).isEqualTo(result.best().value());
        assertThat(plots.slice(DEPTH).rows()).isEqualTo((int) result.trials().stream().filter(trial -> trial.settings().has(DEPTH)).count());
        assertThat(plots.contour(KIND, DEPTH).names()).containsExactly("trial", "first", "second", "value");
        assertThat(plots.parallelCoordinates().names()).contains("param kind", "param depth");
        assertThat(plots.intermediateValues().rows()).isEqualTo(30);
        assertThat(plots.timeline().numeric("from").get(0)).isZero();
        assertThat(plots.front().numeric("front").get(result.best().number())).isOne();
        plots.writeJson(folder.resolve("plots.json"));
        assertThat(Json.parse(Files.readString(folder.resolve("plots.json"))).toString()).contains("history", "slice depth", "contour", "importance",
                "timeline");
        plots.writeCsv(folder.resolve("csv"));
        assertThat(Files.readAllLines(folder.resolve("csv").resolve("history.csv"))).hasSize(31).startsWith("trial,value,best");
        assertThat(folder.resolve("csv")).isDirectoryContaining("glob:**/slice-depth.csv").isDirectoryContaining("glob:**/parallel-coordinates.csv");
        assertThatThrownBy(() -> plots.slice(B)).hasMessageContaining("must be one of");
    }

    @Test
    void inherited_reports_are_plotted_once() {
        StudyResult result = Study.minimise("loss").withSampler(RandomSampler.create()).withSeed(3)
                .withPruner(SuccessiveHalving.create().withFactor(2).withPromotion(true)).run(Budget.trials(20), trial -> {
            for (int step = 1; step <= 4; step++) {
                trial.report(step, trial.get(A) / step);
                if (trial.isPruned()) {
                    return trial.pruned();
                }
            }
            return trial.get(A);
        });
        int reports = result.trials().stream().mapToInt(TrialResult::reports).sum();
        int inherited = result.trials().stream().filter(trial -> trial.continues().isPresent())
                .mapToInt(trial -> result.trial(trial.continues().getAsInt()).reports()).sum();

        assertThat(inherited).isPositive();
        assertThat(StudyPlots.of(result).intermediateValues().rows()).isEqualTo(reports - inherited);
    }

    @Test
    void a_network_costs_what_its_summary_says() {
        NetworkCost cost = NetworkCost.of(Network.build(Sequential.of(Dense.of(4), Relu.create(), Dense.of(2)), List.of(Shape.of(3)),
                RandomSource.of(1), DType.FLOAT32));
        assertThat(cost).isEqualTo(new NetworkCost(3 * 4 + 4 + 4 * 2 + 2, 3 * 4 + 4 * 2, 4 * 26));
        StudyResult result = Study.minimise("size").run(Budget.trials(1), trial -> {
            cost.note(trial);
            return cost.bytes();
        });
        assertThat(result.trial(0).notes()).containsEntry("parameters", 26.0).containsEntry("multiply-adds", 20.0);
    }

    @Test
    void a_latency_calls_as_often_as_it_says() {
        int[] calls = {0};
        assertThat(Latency.create().withWarmups(3).withCalls(4).seconds(() -> calls[0]++)).isNotNegative();
        assertThat(calls[0]).isEqualTo(7);
    }
}
