package org.librate.tuning.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.learn.FittedPipeline;
import org.librate.core.learn.Model;
import org.librate.core.learn.Pipeline;
import org.librate.core.metric.Accuracy;
import org.librate.core.metric.Mse;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.tuning.Threads;
import org.librate.tuning.split.KFold;
import org.librate.tuning.validation.CrossValidation;
import org.librate.tuning.validation.CvResult;
import org.librate.tuning.validation.FailedFolds;

class SearchTest {

    private final Param<Double> penalty = Param.logUniform("penalty", 1e-3, 1e3);
    private final Param<Boolean> shift = Param.flag("shift");

    /** y = 3 + 2x + noise. */
    private static Table table(int rows) {
        RandomStream random = RandomSource.of(1).stream("x").at(0);
        double[] x = new double[rows];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = random.normal(i);
            y[i] = 3 + 2 * x[i] + random.normal(1000 + i);
        }
        return Table.of(NumericColumn.of("x", x), NumericColumn.of("y", y)).withTarget("y");
    }

    /** Ridge regression on one column: of how much it is shrunk, and whether it has a shift. */
    private Model ridge(Settings settings, Table train) {
        double[] x = train.numeric("x").toArray();
        double[] y = train.numeric("y").toArray();
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; settings.get(shift) && i < x.length; i++) {
            meanX += x[i] / x.length;
            meanY += y[i] / x.length;
        }
        double top = 0;
        double bottom = settings.get(penalty);
        for (int i = 0; i < x.length; i++) {
            top += (x[i] - meanX) * (y[i] - meanY);
            bottom += (x[i] - meanX) * (x[i] - meanX);
        }
        double slope = top / bottom;
        double start = meanY - slope * meanX;
        return new Model() {
            @Override
            public Tensor scores(Table rows) {
                float[] scores = new float[rows.rows()];
                for (int i = 0; i < scores.length; i++) {
                    scores[i] = (float) (start + slope * rows.numeric("x").get(i));
                }
                return Tensor.of(Shape.of(scores.length), scores);
            }

            @Override
            public List<String> classNames() {
                return List.of();
            }
        };
    }

    private final Plan<Model> plan = settings -> train -> ridge(settings, train);
    private final Search grid = Search.grid(penalty, shift).withPoints(7).folds(KFold.of(5).withSeed(1)).metrics(Mse.metric());

    @Test
    void parameters_have_grids_and_places() {
        assertThat(penalty.grid(7)).hasSize(7).contains(1e-3, 1e3);
        assertThat(penalty.grid(7).get(3)).isCloseTo(1, within(1e-9));
        assertThat(penalty.at(0.5)).isCloseTo(1, within(1e-9));
        assertThat(Param.uniform("u", 1, 2).grid(3)).containsExactly(1.0, 1.5, 2.0);
        assertThat(Param.uniform("u", 0, 0.3).withStep(0.1).grid(9)).hasSize(4).last()
                .satisfies(last -> assertThat(last).isCloseTo(0.3, within(1e-12)));
        assertThat(Param.integers("i", 32, 128).withStep(32).grid(9)).containsExactly(32, 64, 96, 128);
        assertThat(Param.integers("i", 1, 9).grid(3)).containsExactly(1, 5, 9);
        assertThat(Param.logIntegers("i", 1, 100).grid(3)).containsExactly(1, 10, 100);
        assertThat(Param.oneOf("o", "a", "b", "c").grid(2)).containsExactly("a", "b", "c");
        assertThat(Param.integers("i", 3, 3).at(0.999)).isEqualTo(3);
        for (Param<?> param : List.of(penalty, shift, Param.integers("i", -3, 9).withStep(4), Param.logIntegers("l", 1, 50), Param.uniform("u", -1, 0)
                .withStep(0.3))) {
            Set<Object> seen = new HashSet<>();
            for (int i = 0; i <= 1000; i++) {
                Object value = param.at(i / 1001.0);
                assertThat(param.allows(value)).isTrue();
                seen.add(value);
            }
            param.count().ifPresent(count -> assertThat(seen).as(param.toString()).hasSize(count));
            param.grid(100).forEach(value -> assertThat(param.allows(value)).isTrue());
        }
        assertThat(Param.integers("w", 32, 512).withStep(32)).hasToString("Param.integers(\"w\", 32, 512).withStep(32)");
        assertThat(shift).hasToString("Param.flag(\"shift\")");
        assertThat(Param.oneOf("o", 1, 2)).hasToString("Param.oneOf(\"o\", 1, 2)");
    }

    @Test
    void settings_are_read_by_their_parameter() {
        Settings settings = Settings.none().with(penalty, 0.5).with(shift, true);
        double value = settings.get(penalty);
        assertThat(value).isEqualTo(0.5);
        assertThat(settings).hasToString("{penalty=0.5, shift=true}").isEqualTo(Settings.none().with(shift, true).with(penalty, 0.5));
        assertThatThrownBy(() -> settings.with(penalty, 1e9)).hasMessageContaining("logUniform");
        assertThatThrownBy(() -> settings.with(Param.flag("penalty"), true)).hasMessageContaining("used once");
        assertThatThrownBy(() -> settings.get(Param.flag("other"))).hasMessageContaining("Param.flag(\"other\")");
    }

    @Test
    void a_grid_is_tried_as_a_whole_and_the_best_comes_first() {
        SearchResult<Model> result = grid.withTrainScores(true).run(plan, table(100));
        assertThat(result.trials()).hasSize(14);
        assertThat(result.best().get(shift)).isTrue();
        assertThat(result.best().get(penalty)).isLessThan(20);
        double before = 0;
        for (Trial<Model> trial : result.trials()) {
            CvResult<Model> alone = CrossValidation.of(KFold.of(5).withSeed(1)).metrics(Mse.metric()).run(plan.with(trial.settings()), table(100));
            assertThat(trial.result().values(Mse.metric())).containsExactly(alone.values(Mse.metric()));
            assertThat(alone.mean(Mse.metric())).isGreaterThanOrEqualTo(before);
            before = alone.mean(Mse.metric());
        }
        assertThat(result.table()).startsWith("mse over 5 folds, 14 settings").contains(">   1  ", "train 0.", "shift=true");
    }

    @Test
    void threads_change_nothing() {
        Search random = Search.random(20, penalty, shift).withSeed(3).folds(KFold.of(3).withSeed(1)).metrics(Mse.metric());
        SearchResult<Model> serial = random.threads(Threads.serial()).run(plan, table(80));
        SearchResult<Model> parallel = random.threads(Threads.parallel(3)).run(plan, table(80));
        assertThat(parallel.trials().stream().map(Trial::toString)).containsExactlyElementsOf(serial.trials().stream().map(Trial::toString).toList());
        assertThat(parallel.bestTrial().result().values(Mse.metric())).containsExactly(serial.bestTrial().result().values(Mse.metric()));
    }

    @Test
    void what_is_drawn_of_one_parameter_does_not_depend_on_others() {
        List<Settings> alone = Search.random(12, penalty).withSeed(5).candidates();
        List<Settings> both = Search.random(12, shift, penalty).withSeed(5).candidates();
        assertThat(both.stream().map(one -> one.get(penalty))).containsExactlyElementsOf(alone.stream().map(one -> one.get(penalty)).toList());
        assertThat(Search.random(12, penalty).withSeed(6).candidates()).isNotEqualTo(alone);
        assertThat(Search.random(50, shift, Param.integers("i", 1, 3)).candidates()).as("all there are").hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void the_simplest_within_one_standard_error_is_taken() {
        Comparator<Settings> simplest = Comparator.comparing((Settings settings) -> settings.get(shift))
                .thenComparing(settings -> -settings.get(penalty));
        SearchResult<Model> result = grid.withinOneStandardError(simplest).run(plan, table(100));
        SearchResult<Model> best = grid.run(plan, table(100));
        assertThat(result.best().get(penalty)).isGreaterThan(best.best().get(penalty));
        double error = best.bestTrial().result().standardError(Mse.metric());
        assertThat(result.bestTrial().result().mean(Mse.metric()) - best.bestTrial().result().mean(Mse.metric())).isBetween(0.0, error);
    }

    @Test
    void what_fails_never_wins() {
        Plan<Model> fussy = settings -> {
            if (!settings.get(shift)) {
                return plan.with(settings);
            }
            throw new IllegalArgumentException("No shifts here.");
        };
        SearchResult<Model> result = grid.run(fussy, table(60));
        assertThat(result.best().get(shift)).isFalse();
        assertThat(result.trials().subList(7, 14)).allMatch(trial -> trial.rank() == 8 && trial.settings().get(shift));
        assertThat(result.table(14)).contains("failed: No shifts here.");
        assertThatThrownBy(() -> grid.onFailure(FailedFolds.FAIL).run(fussy, table(60))).hasMessageContaining("No shifts here.");
        assertThatThrownBy(() -> grid.run(settings -> train -> {
            throw new IllegalStateException("Never.");
        }, table(60))).hasMessageContaining("none of 14 settings").hasMessageContaining("Never.");
    }

    @Test
    void a_search_is_cross_validated_as_a_whole() {
        Table rows = table(90);
        CrossValidation outer = CrossValidation.of(KFold.of(3).withSeed(9)).metrics(Mse.metric()).withModels(true);
        CvResult<FoundModel<Model>> nested = outer.run(grid.over(plan), rows);
        for (int f = 0; f < 3; f++) {
            Table train = rows.rows(nested.folds().get(f).fold().train());
            assertThat(nested.models().get(f).settings()).as("chosen on the training rows alone").isEqualTo(grid.run(plan, train).best());
            assertThat(nested.models().get(f).seen().among(rows)).hasSize(60);
        }
        CvResult<FoundModel<Model>> serial = outer.threads(Threads.serial()).run(grid.over(plan), rows);
        assertThat(serial.values(Mse.metric())).containsExactly(nested.values(Mse.metric()));
        Plan<FittedPipeline<Model>> steps = settings -> Pipeline.start(train -> some -> some).estimator(plan.with(settings));
        assertThat(grid.over(steps).fit(rows).toString()).startsWith("FoundModel[{penalty=");
    }

    @Test
    void says_what_it_needs() {
        assertThatThrownBy(() -> Search.grid()).hasMessageContaining("at least one parameter");
        assertThatThrownBy(() -> Search.grid(shift, Param.oneOf("shift", 1, 2))).hasMessageContaining("used once");
        assertThatThrownBy(() -> Search.grid(shift).metrics(Accuracy.metric()).run(plan, table(9))).hasMessageContaining("Use folds");
        assertThatThrownBy(() -> Search.grid(shift).folds(KFold.of(2)).run(plan, table(9))).hasMessageContaining("Use metrics");
        assertThatThrownBy(() -> Param.logUniform("rate", 0, 1)).hasMessageContaining("Param \"rate\": a logarithmic scale begins above 0, got 0.0");
        assertThatThrownBy(() -> Param.uniform("rate", 2, 1)).hasMessageContaining("low < high");
        assertThatThrownBy(() -> Param.oneOf("o", 1, 1)).hasMessageContaining("each once");
        assertThat(Search.random(3, shift)).hasToString("Search.random(3, Param.flag(\"shift\"))");
    }
}
