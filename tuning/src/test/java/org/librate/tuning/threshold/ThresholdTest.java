package org.librate.tuning.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.learn.FittedPipeline;
import org.librate.core.learn.Model;
import org.librate.core.learn.Pipeline;
import org.librate.core.metric.Accuracy;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.metrics.Evaluation;
import org.librate.metrics.classification.Confusion;
import org.librate.metrics.classification.DecisionMetric;
import org.librate.metrics.classification.ExpectedCost;
import org.librate.metrics.classification.F1;
import org.librate.metrics.classification.LogLoss;
import org.librate.metrics.classification.Mcc;
import org.librate.metrics.classification.Precision;
import org.librate.metrics.classification.Recall;
import org.librate.tuning.NearestMean;
import org.librate.tuning.Wrapped;
import org.librate.tuning.split.KFold;
import org.librate.tuning.split.StratifiedKFold;
import org.librate.tuning.validation.CrossValidation;
import org.librate.tuning.validation.CvResult;

class ThresholdTest {

    /** Its score is the column p. */
    private static final Model GIVEN = new Model() {
        @Override
        public Tensor scores(Table rows) {
            double[] p = rows.numeric("p").toArray();
            float[] both = new float[2 * p.length];
            for (int i = 0; i < p.length; i++) {
                both[2 * i + 1] = (float) p[i];
                both[2 * i] = 1 - both[2 * i + 1];
            }
            return Tensor.of(Shape.of(p.length, 2), both);
        }

        @Override
        public List<String> classNames() {
            return List.of("false", "true");
        }
    };

    /** Its scores are the columns a, b and c. */
    private static final Model THREE = new Model() {
        @Override
        public Tensor scores(Table rows) {
            float[] all = new float[3 * rows.rows()];
            for (int i = 0; i < all.length; i++) {
                all[i] = (float) rows.numeric(List.of("a", "b", "c").get(i % 3)).get(i / 3);
            }
            return Tensor.of(Shape.of(rows.rows(), 3), all);
        }

        @Override
        public List<String> classNames() {
            return List.of("A", "B", "C");
        }
    };

    /** A is always likely, so that its own cut-off is high and the others' low. */
    @Test
    void each_of_several_classes_has_its_cut_off() {
        Table rows = Table.of(NumericColumn.of("a", 0.8, 0.7, 0.5, 0.5, 0.5, 0.5), NumericColumn.of("b", 0.1, 0.2, 0.4, 0.3, 0.2, 0.1),
                NumericColumn.of("c", 0.1, 0.1, 0.1, 0.2, 0.3, 0.4), CategoryColumn.of("y", "A", "A", "B", "B", "C", "C")).withTarget("y");
        assertThat(THREE.predictNames(rows)).containsOnly("A");
        ClassThresholds cuts = Threshold.maximizing(F1.metric()).chooseEach(THREE, rows);
        assertThat(cuts.thresholds().stream().map(Threshold::cut).toList())
                .satisfiesExactly(a -> assertThat(a).isCloseTo(0.7, within(1e-6)), b -> assertThat(b).isCloseTo(0.3, within(1e-6)),
                c -> assertThat(c).isCloseTo(0.3, within(1e-6)));
        assertThat(cuts).hasToString("ClassThresholds[A 0.7000, B 0.3000, C 0.3000]");
        Wrapped<Model> decided = cuts.on(THREE);
        assertThat(decided.predict(rows).toInts()).containsExactly(0, 0, 1, 1, 2, 2);
        assertThat(decided.seen().among(rows)).hasSize(6);
        assertThatThrownBy(() -> cuts.on(GIVEN)).hasMessageContaining("[A, B, C]");
        assertThatThrownBy(() -> Threshold.maximizing(F1.metric()).chooseEach(decided, rows)).hasMessageContaining("has not seen");
    }

    private static Table table(double[] p, boolean[] y) {
        return Table.of(NumericColumn.of("p", p), BooleanColumn.of("y", y)).withTarget("y");
    }

    /** Every tenth row is positive, and its x is 1.5 larger. */
    private static Table rare(int rows, long seed) {
        RandomStream random = RandomSource.of(seed).stream("x").at(0);
        double[] x = new double[rows];
        boolean[] y = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = i % 10 == 0;
            x[i] = random.normal(i) + (y[i] ? 1.5 : 0);
        }
        return Table.of(NumericColumn.of("x", x), BooleanColumn.of("y", y)).withTarget("y");
    }

    private final Table six = table(new double[] {0.9, 0.8, 0.7, 0.4, 0.3, 0.1}, new boolean[] {true, false, true, true, false, false});

    @Test
    void finds_what_trying_every_cut_off_finds() {
        RandomStream random = RandomSource.of(4).stream("p").at(0);
        double[] p = new double[300];
        boolean[] y = new boolean[300];
        for (int i = 0; i < 300; i++) {
            p[i] = Math.rint(100 * random.uniform(i)) / 100;
            y[i] = random.uniform(1000 + i) < p[i] * p[i];
        }
        Table rows = table(p, y);
        for (DecisionMetric metric : List.of(F1.metric(), Mcc.metric(), ExpectedCost.of(new double[][] {{0, 1}, {4, 0}}))) {
            double best = Double.NaN;
            for (int cut = 0; cut <= 101; cut++) {
                double at = cut / 100.0;
                int[] decided = Arrays.stream(p).mapToInt(one -> (float) one >= (float) at ? 1 : 0).toArray();
                double value = metric.from(Confusion.of(Tensor.of(decided), rows.targets()));
                best = metric.better(value, best) ? value : best;
            }
            Threshold chosen = (metric.higherIsBetter() ? Threshold.maximizing(metric) : Threshold.minimizing(metric)).choose(GIVEN, rows);
            assertThat(chosen.value()).isCloseTo(best, within(1e-12));
            assertThat(Evaluation.of(chosen.on(GIVEN).predict(rows), rows.targets()).get(metric)).isCloseTo(best, within(1e-12));
        }
    }

    @Test
    void by_hand() {
        assertThat(Threshold.maximizing(F1.metric()).choose(GIVEN, six).cut()).isEqualTo((float) 0.4);     // 3 of 4: F1 6/7
        assertThat(Threshold.maximizing(F1.metric()).choose(GIVEN, six).value()).isCloseTo(6 / 7.0, within(1e-12));
        assertThat(Threshold.maximizing(Precision.metric()).choose(GIVEN, six).cut()).isEqualTo((float) 0.9);
        assertThat(Threshold.maximizing(Precision.metric()).subjectTo(Recall.metric(), 0.6).choose(GIVEN, six).cut()).isEqualTo((float) 0.4);
        assertThat(Threshold.cheapest(new double[][] {{0, 1}, {1, 0}}).choose(GIVEN, six).cut()).as("one mistake, not two").isEqualTo((float) 0.4);
        assertThat(Threshold.cheapest(new double[][] {{0, 100}, {1, 0}}).choose(GIVEN, table(new double[] {0.9, 0.5}, new boolean[] {false, true}))
                .cut())
                .as("never, if a false alarm costs that much").isGreaterThan(1);
    }

    @Test
    void weights_count() {
        Table rows = six.with(NumericColumn.of("w", 1, 10, 1, 1, 1, 1)).withWeights("w");
        assertThat(Threshold.cheapest(new double[][] {{0, 1}, {1, 0}}).choose(GIVEN, rows).cut()).as("0.8 is ten false alarms")
                .isEqualTo((float) 0.9);
    }

    @Test
    void answers_change_and_scores_do_not() {
        ThresholdedModel<Model> model = Threshold.of(0.35).on(GIVEN);
        assertThat(model.predict(six).toLongs()).containsExactly(1, 1, 1, 1, 0, 0);
        assertThat(model.predict(six).dtype()).isEqualTo(DType.INT64);
        assertThat(model.predictNames(six)).startsWith("true").endsWith("false");
        assertThat(model.scores(six).toArray()).isEqualTo(GIVEN.scores(six).toArray());
        assertThat(Threshold.of(0.35).on(GIVEN)).hasToString("ThresholdedModel[" + GIVEN + ", Threshold[0.3500]]");
    }

    @Test
    void rows_the_model_has_seen_are_refused() {
        Table rows = rare(200, 1);
        FittedPipeline<Model> fitted = Pipeline.start(train -> some -> some).estimator(new NearestMean()).fit(rows.head(150));
        assertThatThrownBy(() -> Threshold.maximizing(F1.metric()).choose(fitted, rows)).hasMessageContaining("150 of 200")
                .hasMessageContaining("validation rows");
        int[] rest = {160, 170, 171, 172, 180, 181, 190, 199};
        Threshold cut = Threshold.maximizing(F1.metric()).choose(fitted, rows.rows(rest));
        assertThat(cut.on(fitted).seen().count()).isEqualTo(158);
        assertThat(Wrapped.seenBy(cut.on(fitted)).contains(rows.origin(160))).isTrue();
    }

    @Test
    void folds_show_how_sure_a_cut_off_is() {
        Table rows = rare(400, 2);
        CvResult<Model> folds = CrossValidation.of(StratifiedKFold.of(5).withSeed(1)).metrics(Accuracy.metric()).run(new NearestMean(), rows);
        Threshold cut = Threshold.maximizing(F1.metric()).overFolds(folds, rows);
        assertThat(cut.foldCuts()).hasSize(5);
        assertThat(cut.foldValues()).hasSize(5);
        assertThat(cut.deviation()).isBetween(0.001, 0.4);
        assertThat(cut.toString()).contains("maximizing f1, reached", "folds chose ±");
        assertThatThrownBy(() -> Threshold.maximizing(F1.metric()).overFolds(folds, rows.head(20))).hasMessageContaining("400");
    }

    @Test
    void a_cross_validation_asks_for_the_answers() {
        Table rows = rare(600, 3);
        CrossValidation validation = CrossValidation.of(StratifiedKFold.of(4).withSeed(1)).metrics(F1.metric(), Recall.metric(), LogLoss.metric());
        CvResult<Model> half = validation.run(new NearestMean(), rows);
        Thresholded<Model> strict = Thresholded.of(new NearestMean(), Threshold.maximizing(Precision.metric()).subjectTo(Recall.metric(), 0.2),
                KFold.of(3));
        CvResult<ThresholdedModel<Model>> chosen = validation.run(strict, rows);
        assertThat(chosen.mean(LogLoss.metric())).as("scores are the same").isEqualTo(half.mean(LogLoss.metric()));
        assertThat(chosen.mean(Recall.metric())).isLessThan(half.mean(Recall.metric()) - 0.2);
    }

    @Test
    void says_what_it_needs() {
        assertThatThrownBy(() -> Threshold.minimizing(F1.metric())).hasMessageContaining("maximizing(..)");
        assertThatThrownBy(() -> Threshold.maximizing(ExpectedCost.of(new double[][] {{0, 1}, {1, 0}}))).hasMessageContaining("minimizing(..)");
        assertThatThrownBy(() -> Threshold.of(-0.1)).hasMessageContaining("-0.1");
        assertThatThrownBy(() -> Threshold.maximizing(F1.metric()).subjectTo(Precision.metric(), 1.5).choose(GIVEN, six))
                .hasMessageContaining("precision >= 1.5").hasMessageContaining("Ask for less");
        Table three = six.with(CategoryColumn.of("y", "a", "b", "c", "a", "b", "c"));
        assertThatThrownBy(() -> Threshold.maximizing(F1.metric()).choose(GIVEN, three)).hasMessageContaining("two classes, got 3 classes");
    }
}
