package org.librate.core.estimator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/** What answers without learning. */
class BaselinesTest {

    private final Table four = Table.of(NumericColumn.of("x", 1, 2, 3, 4), CategoryColumn.of("y", "a", "b", "b", "b")).withTarget("y");
    private final Table numbers = Table.of(NumericColumn.of("x", 0, 0, 0, 0), NumericColumn.of("y", 1, 2, 3, 10)).withTarget("y");

    abstract static class Dummy extends EstimatorContract {
        @Override
        boolean looks() {
            return false;
        }
    }

    @Nested class Uniform extends Dummy {
        @Override Estimator<?> estimator() { return DummyClassifier.uniform().withSeed(5); }
    }

    @Nested class Stratified extends Dummy {
        @Override Estimator<?> estimator() { return DummyClassifier.stratified(); }
    }

    @Nested class MostFrequent extends Dummy {
        @Override Estimator<?> estimator() { return DummyClassifier.mostFrequent(); }
    }

    @Nested class Prior extends Dummy {
        @Override Estimator<?> estimator() { return DummyClassifier.prior(); }
    }

    @Nested class Constant extends Dummy {
        @Override Estimator<?> estimator() { return DummyClassifier.constant("high"); }
    }

    @Nested class Mean extends Dummy {
        @Override Estimator<?> estimator() { return DummyRegressor.mean(); }
        @Override boolean classes() { return false; }
    }

    @Nested class Quantile extends Dummy {
        @Override Estimator<?> estimator() { return DummyRegressor.quantile(0.2); }
        @Override boolean classes() { return false; }
        @Override boolean weightsRepeat() { return false; } // between neighbours in proportion without weights, not with them
    }

    @Test
    void each_dummy_answers_its_way() {
        assertThat(DummyClassifier.mostFrequent().fit(four).predictNames(four)).containsOnly("b");
        assertThat(DummyClassifier.mostFrequent().fit(four).scores(four.head(1)).toArray()).containsExactly(0, 1);
        assertThat(DummyClassifier.prior().fit(four).scores(four.head(1)).toArray()).containsExactly(0.25f, 0.75f);
        assertThat(DummyClassifier.constant("a").fit(four).predictNames(four)).containsOnly("a");
        assertThatThrownBy(() -> DummyClassifier.constant("c").fit(four)).hasMessageContaining("one of the classes [a, b]");
        assertThat(DummyRegressor.mean().fit(numbers).answer()).isEqualTo(4);
        assertThat(DummyRegressor.median().fit(numbers).answer()).isEqualTo(2.5);
        assertThat(DummyRegressor.quantile(0.9).fit(numbers).answer()).as("numpy.quantile").isCloseTo(7.9, within(1e-12));
        assertThat(DummyRegressor.constant(-3).fit(numbers).scores(numbers).toArray()).containsOnly(-3);
        assertThat(DummyRegressor.median().fit(numbers.with(NumericColumn.of("w", 1, 1, 1, 9)).withWeights("w")).answer()).isEqualTo(10);
    }

    /** Accuracy and F1 of one in a hundred: 0.50 and 0.02, 0.98 and 0.01, 0.99 and undefined. */
    @Test
    void on_a_million_rows_with_one_in_a_hundred_they_score_as_reckoned() {
        int n = 1_000_000;
        boolean[] yes = new boolean[n];
        IntStream.range(0, n).forEach(i -> yes[i] = i % 100 == 0);
        Table rows = Table.of(NumericColumn.of("x", IntStream.range(0, n).asDoubleStream().toArray()), BooleanColumn.of("y", yes)).withTarget("y");
        assertThat(accuracyAndF1(DummyClassifier.uniform().fit(rows), rows, yes)).containsExactly(new double[] {0.50, 0.02}, within(0.005));
        assertThat(accuracyAndF1(DummyClassifier.stratified().fit(rows), rows, yes)).containsExactly(new double[] {0.98, 0.01}, within(0.005));
        double[] most = accuracyAndF1(DummyClassifier.mostFrequent().fit(rows), rows, yes);
        assertThat(most[0]).isEqualTo(0.99);
    }

    private static double[] accuracyAndF1(Model model, Table rows, boolean[] yes) {
        int[] predicted = model.predict(rows).toInts();
        double right = 0;
        double found = 0;
        double said = 0;
        double there = 0;
        for (int i = 0; i < yes.length; i++) {
            right += (predicted[i] == 1) == yes[i] ? 1 : 0;
            found += predicted[i] == 1 && yes[i] ? 1 : 0;
            said += predicted[i];
            there += yes[i] ? 1 : 0;
        }
        return new double[] {right / yes.length, 2 * found / (said + there)};
    }

    @Test
    void a_rule_is_an_estimator_that_does_not_see_the_target() {
        Model rule = Heuristic.classifier(row -> row.number("x") > 1 ? "b" : "a").fit(four);
        assertThat(rule.predictNames(four)).containsExactly("a", "b", "b", "b");
        assertThat(Heuristic.regressor(row -> 2 * row.number("x")).fit(numbers).scores(four.without("y")).rank()).isOne();
        assertThatThrownBy(() -> Heuristic.classifier(row -> row.text("y")).fit(four).scores(four)).hasMessageContaining("no column \"y\"");
        assertThatThrownBy(() -> Heuristic.classifier(row -> "c").fit(four).scores(four)).hasMessageContaining("one of the classes [a, b]")
                .hasMessageContaining("row 0");
    }

    @Test
    void recorded_answers_follow_their_rows() {
        HumanBaseline people = HumanBaseline.of(four.rows(2, 0), "b", "b");
        HumanModel model = people.fit(four);
        assertThat(model.predictNames(four.rows(0, 2))).containsExactly("b", "b");
        assertThatThrownBy(() -> model.scores(four)).hasMessageContaining("row 1").hasMessageContaining("Ask for it");
        assertThat(HumanBaseline.of(Map.of(numbers.origin(0), "1.5")).fit(numbers).scores(numbers.head(1)).toArray()).containsExactly(1.5f);
        assertThatThrownBy(() -> HumanBaseline.of(four.head(1), "x").fit(four)).hasMessageContaining("one of the classes [a, b]");
    }

    @Test
    void a_rule_cannot_be_saved() {
        assertThat(EstimatorTypes.types().reasonAgainst(Heuristic.class)).contains("Its rule is code.");
    }
}
