package org.librate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.metric.Accuracy;
import org.librate.metrics.classification.F1;
import org.librate.metrics.classification.MacroF1;
import org.librate.metrics.classification.PrAuc;
import org.librate.metrics.classification.RocAuc;
import org.librate.metrics.regression.R2;
import org.librate.metrics.regression.Rmse;

class EvaluationTest {

    private static final Tensor SCORES = Tensor.of(0.9f, 0.2f, 0.7f, 0.4f, 0.6f, 0.1f);
    private static final Tensor TARGETS = Tensor.of(1, 0, 1, 1, 0, 0);

    @Test
    void answers_any_metric() {
        Evaluation evaluation = Evaluation.of(SCORES, TARGETS);
        assertThat(evaluation.get(Accuracy.metric())).isCloseTo(4.0 / 6, within(1e-12));
        assertThat(evaluation.get(F1.metric())).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(evaluation.get(RocAuc.metric())).isCloseTo(8.0 / 9, within(1e-12));
        assertThat(evaluation.rocCurve().area()).isCloseTo(8.0 / 9, within(1e-12));
        assertThat(evaluation.prCurve().averagePrecision()).isCloseTo(evaluation.get(PrAuc.metric()), within(1e-12));
        assertThat(evaluation).hasToString("Evaluation[rows=6]");
    }

    @Test
    void batches_are_one_evaluation() {
        Tensor weights = Tensor.of(1f, 2f);
        Evaluation.Collector collector = Evaluation.collector().add(SCORES.slice(0, 0, 4), TARGETS.slice(0, 0, 4)).add(SCORES.slice(0, 4, 6),
                TARGETS.slice(0, 4, 6), weights);
        Evaluation streamed = collector.evaluation();
        Evaluation whole = Evaluation.of(SCORES, TARGETS, Tensor.of(1f, 1f, 1f, 1f, 1f, 2f));
        assertThat(streamed.rows()).isEqualTo(6);
        assertThat(streamed.confusion()).isEqualTo(whole.confusion());
        assertThat(streamed.get(RocAuc.metric())).isCloseTo(whole.get(RocAuc.metric()), within(1e-12));
        assertThat(streamed.rocCurve().falsePositiveRates()).isEqualTo(whole.rocCurve().falsePositiveRates());
        assertThat(Evaluation.of(SCORES.slice(0, 0, 4), TARGETS.slice(0, 0, 4)).merge(Evaluation.of(SCORES.slice(0, 4, 6), TARGETS.slice(0, 4, 6),
                weights))
                .confusion()).isEqualTo(whole.confusion());
    }

    @Test
    void keeps_what_it_was_given() {
        Tensor scores = Tensor.of(0.9f, 0.2f);
        Evaluation evaluation = Evaluation.of(scores, Tensor.of(1, 0));
        scores.assign(0.1f, 0.8f);
        assertThat(evaluation.get(Accuracy.metric())).isEqualTo(1);
    }

    @Test
    void reports_class_by_class() {
        assertThat(Evaluation.of(SCORES, TARGETS).withNames(List.of("stays", "leaves")).report()).hasToString("""
                class     precision  recall      f1  support
                stays        0.6667  0.6667  0.6667        3
                leaves       0.6667  0.6667  0.6667        3
                macro        0.6667  0.6667  0.6667        6
                weighted     0.6667  0.6667  0.6667        6

                accuracy 0.6667

                actual \\ predicted  stays  leaves
                stays                   2       1
                leaves                  1       2""");
    }

    @Test
    void says_what_is_undefined_and_why() {
        Evaluation evaluation = Evaluation.of(Tensor.of(0, 0, 0, 0), Tensor.of(0, 0, 1, 0));
        assertThat(evaluation.get(MacroF1.metric())).isNaN();
        assertThat(evaluation.report().toString()).startsWith("""
                class     precision  recall      f1  support
                0            0.7500  1.0000  0.8571        3
                1                 -  0.0000       -        1
                macro             -  0.5000       -        4
                weighted          -  0.7500       -        4

                accuracy 0.7500
                - class 1 was never predicted: its precision is undefined, and so are averages over it
                """);
        assertThat(evaluation.report(Undefined.ZERO).toString()).contains("1            0.0000  0.0000  0.0000        1", "taken as 0");
        assertThat(evaluation.report().json()).isEqualTo("{\"accuracy\":0.75,\"support\":4.0,\"undefined\":\"NAN\",\"classes\":["
                + "{\"name\":\"0\",\"precision\":0.75,\"recall\":1.0,\"f1\":0.8571428571428571,\"support\":3.0},"
                + "{\"name\":\"1\",\"precision\":null,\"recall\":0.0,\"f1\":null,\"support\":1.0}],\"averages\":["
                + "{\"name\":\"macro\",\"precision\":null,\"recall\":0.5,\"f1\":null,\"support\":4.0},"
                + "{\"name\":\"weighted\",\"precision\":null,\"recall\":0.75,\"f1\":null,\"support\":4.0}],\"confusion\":[[3.0,0.0],[1.0,0.0]]}");
    }

    @Test
    void tables_metrics_of_a_regressor() {
        assertThat(Evaluation.of(Tensor.of(1f, 2f, 3f), Tensor.of(1f, 2f, 5f)).table(Rmse.metric(), R2.metric())).isEqualTo("""
                metric   value
                rmse    1.1547
                r2      0.5385""");
    }

    @Test
    void refuses_what_does_not_fit() {
        assertThatThrownBy(() -> Evaluation.of(SCORES, Tensor.of(1, 0))).isInstanceOf(ShapeException.class).hasMessageContaining("Evaluation");
        Tensor several = Tensor.of(new float[][] {{1, 1}, {0, 1}});
        assertThatThrownBy(() -> Evaluation.of(several, several).confusion()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must add up to 1").hasMessageContaining("overLabels()");
    }
}
