package org.librate.tuning.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.FittedPipeline;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.learn.Model;
import org.librate.core.learn.Pipeline;
import org.librate.core.learn.Transformer;
import org.librate.core.metric.Accuracy;
import org.librate.core.metric.Mae;
import org.librate.core.metric.Metric;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.metrics.Undefined;
import org.librate.metrics.classification.F1;
import org.librate.metrics.interval.CorrectedTTest;
import org.librate.tuning.NearestMean;
import org.librate.tuning.Threads;
import org.librate.tuning.split.KFold;
import org.librate.tuning.split.PredefinedFolds;
import org.librate.tuning.split.Repeated;
import org.librate.tuning.split.StratifiedKFold;

class CrossValidationTest {

    /** A step that needs nothing and changes nothing. */
    private record Same() implements Transformer {
        @Override
        public FittedTransformer fit(Table train) {
            return rows -> rows;
        }
    }

    private static Table table(int rows) {
        RandomStream random = RandomSource.of(1).stream("x").at(0);
        double[] x = new double[rows];
        boolean[] y = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = i % 3 == 0;
            x[i] = random.normal(i) + (y[i] ? 2 : 0);
        }
        return Table.of(NumericColumn.of("x", x), BooleanColumn.of("y", y)).withTarget("y");
    }

    private final CrossValidation validation = CrossValidation.of(StratifiedKFold.of(5).withSeed(3)).metrics(Accuracy.metric());

    @Test
    void parallel_folds_give_what_serial_ones_give() {
        Table rows = table(200);
        CvResult<Model> serial = validation.threads(Threads.serial()).run(new NearestMean(), rows);
        CvResult<Model> parallel = validation.threads(Threads.parallel(4)).run(new NearestMean(), rows);
        assertThat(parallel.values(Accuracy.metric())).containsExactly(serial.values(Accuracy.metric()));
        assertThat(parallel.outOfFold().toArray()).containsExactly(serial.outOfFold().toArray());
        assertThat(serial.mean(Accuracy.metric())).isBetween(0.75, 0.9);
    }

    @Test
    void out_of_fold_scores_stand_at_their_rows_and_are_of_models_that_had_not_seen_them() {
        Table rows = table(40);
        CvResult<Model> result = CrossValidation.of(KFold.of(40)).metrics(Accuracy.metric()).withModels(true).run(new NearestMean(), rows);
        for (int f = 0; f < 40; f++) {
            int row = result.folds().get(f).fold().test()[0];
            float expected = result.models().get(f).scores(rows.rows(row)).toArray()[1];
            assertThat(result.outOfFold().slice(0, row, row + 1).toArray()[1]).isEqualTo(expected);
        }
    }

    @Test
    void rows_tested_several_times_get_the_mean_and_others_nan() {
        Table rows = table(60);
        CvResult<Model> repeated = CrossValidation.of(Repeated.times(3, seed -> KFold.of(4).withSeed(seed))).metrics(Accuracy.metric())
                .run(new NearestMean(), rows);
        assertThat(repeated.timesTested()).containsOnly(3);
        assertThat(repeated.folds()).hasSize(12);
        double[] fold = new double[60];
        Arrays.fill(fold, -1);
        fold[7] = 0;
        CvResult<Model> once = CrossValidation.of(PredefinedFolds.of("fold")).metrics(Accuracy.metric())
                .run(new NearestMean(), rows.with(NumericColumn.of("fold", fold)));
        assertThat(once.outOfFold().slice(0, 0, 1).toArray()).containsOnly(Float.NaN);
        assertThat(once.outOfFold().slice(0, 7, 8).toArray()).doesNotContain(Float.NaN);
    }

    @Test
    void the_table_shows_mean_deviation_and_folds() {
        CvResult<Model> result = validation.withTrainScores(true).run(new NearestMean(), table(60));
        double[] values = result.values(Accuracy.metric());
        double mean = Arrays.stream(values).average().orElseThrow();
        assertThat(result.mean(Accuracy.metric())).isEqualTo(mean);
        assertThat(result.deviation(Accuracy.metric()))
                .isCloseTo(Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / 4), within(1e-12));
        assertThat(result.table()).contains("accuracy ", " ± ", "accuracy (train)", "5 folds");
        assertThatThrownBy(() -> result.mean(Mae.metric())).hasMessageContaining("did not compute mae");
        assertThatThrownBy(result::models).hasMessageContaining("withModels(true)");
    }

    @Test
    void a_row_on_both_sides_is_found() {
        Table rows = table(30);
        Table doubled = rows.concat(rows.rows(4));
        Pipeline<Model> pipeline = Pipeline.start(new Same()).estimator(new NearestMean());
        assertThat(validation.run(pipeline, rows).folds()).hasSize(5);
        CvResult<FittedPipeline<Model>> recorded = CrossValidation.of(KFold.of(31)).metrics(Accuracy.metric()).onFailure(FailedFolds.RECORD)
                .run(pipeline, doubled);
        assertThat(recorded.folds().stream().filter(fold -> fold.failure().isPresent())).hasSize(2);
        assertThatThrownBy(() -> CrossValidation.of(KFold.of(31)).metrics(Accuracy.metric()).run(pipeline, doubled))
                .hasMessageContaining("1 of 1 test rows that are learned from").hasMessageContaining("GroupKFold");
    }

    @Test
    void a_failed_fold_ends_it_or_is_recorded() {
        Estimator<Model> fails = train -> {
            if (train.numeric("x").get(0) == table(60).numeric("x").get(0)) {
                return new NearestMean().fit(train);
            }
            throw new IllegalArgumentException("No good.");
        };
        assertThatThrownBy(() -> CrossValidation.of(KFold.of(3).inOrder()).metrics(Accuracy.metric()).run(fails, table(60)))
                .hasMessageContaining("fold 0").hasMessageContaining("No good.");
        CvResult<Model> result = CrossValidation.of(KFold.of(3).inOrder()).metrics(Accuracy.metric()).onFailure(FailedFolds.RECORD)
                .run(fails, table(60));
        assertThat(result.mean(Accuracy.metric())).isNaN();
        assertThat(result.values(Accuracy.metric())[1]).isPositive();
        assertThat(result.table()).contains("fold 0 failed: No good.");
    }

    @Test
    void says_what_it_needs() {
        assertThatThrownBy(() -> CrossValidation.of(KFold.of(3)).run(new NearestMean(), table(9))).hasMessageContaining("metrics(..)");
        assertThatThrownBy(() -> validation.run(new NearestMean(), table(9).without("y"))).hasMessageContaining("withTarget");
    }

    @Test
    void programs_read_json() throws Exception {
        CvResult<Model> result = validation.withTrainScores(true).run(new NearestMean(), table(60));
        String json = result.json();
        assertThat(json).startsWith("{\"metrics\":{\"accuracy\":{\"higherIsBetter\":true,\"mean\":" + result.mean(Accuracy.metric()));
        assertThat(json).contains("\"trainRows\":48,\"testRows\":12,\"test\":{\"accuracy\":" + result.values(Accuracy.metric())[0], "\"train\":{");
        Estimator<Model> fails = train -> {
            throw new IllegalArgumentException("No \"good\".");
        };
        Metric macro = F1.macro();
        Metric zero = F1.macro().withUndefined(Undefined.ZERO);
        String same = CrossValidation.of(KFold.of(2)).metrics(macro, zero).run(new NearestMean(), table(60)).json();
        assertThat(same).contains("\"" + macro + "\":", "\"" + zero + "\":");
        String failed = CrossValidation.of(KFold.of(2)).metrics(Accuracy.metric()).onFailure(FailedFolds.RECORD).run(fails, table(9)).json();
        assertThat(failed).contains("\"mean\":null", "\"failure\":\"No \\\"good\\\".\"");
    }

    @Test
    void ways_are_compared_on_the_same_folds() {
        Table rows = table(200);
        Estimator<Model> always = train -> new Model() {
            @Override
            public Tensor scores(Table rows) {
                return Tensor.of(new float[rows.rows()]);
            }

            @Override
            public List<String> classNames() {
                return List.of("false", "true");
            }
        };
        Comparison<Model, Model> both = validation.compare(new NearestMean(), always, rows);
        double[] first = both.first().values(Accuracy.metric());
        double[] second = both.second().values(Accuracy.metric());
        assertThat(both.test(Accuracy.metric())).isEqualTo(CorrectedTTest.of(first, second, 160, 40).test());
        assertThat(both.interval(Accuracy.metric(), 0.9).contains(both.test(Accuracy.metric()).difference())).isTrue();
        assertThat(both.table()).startsWith("accuracy  0.").contains(" against 0.6", "p = ");
        assertThat(validation.compare(new NearestMean(), new NearestMean(), rows).test(Accuracy.metric()).pValue()).isEqualTo(1);
        CvResult<Model> others = CrossValidation.of(KFold.of(5)).metrics(Accuracy.metric()).run(always, rows);
        Estimator<Model> fails = train -> {
            throw new IllegalArgumentException("No good.");
        };
        assertThat(validation.onFailure(FailedFolds.RECORD).compare(new NearestMean(), fails, rows))
                .hasToString("accuracy  " + String.format(Locale.ROOT, "%.4f against NaN, no test",
                both.first().mean(Accuracy.metric())));
        assertThatThrownBy(() -> new Comparison<>(both.first(), others)).hasMessageContaining("Use the same splitter and seed");
    }
}
