package org.librate.imbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.estimator.ClassWeights;
import org.librate.core.estimator.KNeighborsClassifier;
import org.librate.core.estimator.LinearClassifier;
import org.librate.core.estimator.LogisticRegression;
import org.librate.core.estimator.NaiveBayes;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.FittedPipeline;
import org.librate.core.learn.Model;
import org.librate.core.learn.Pipeline;
import org.librate.core.prepare.StandardScaler;
import org.librate.core.random.RandomSource;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.nn.layer.Dense;
import org.librate.nn.optim.Sgd;
import org.librate.nn.train.Display;
import org.librate.nn.train.Trainer;

class WeighTest {

    private static final Table ROWS = Fraud.rows(4000, 1);

    private static Table weighed(ClassWeights weights, Table rows) {
        return Weigh.by(weights).resample(rows, RandomSource.of(0));
    }

    @Test
    void rows_stay_and_weights_are_multiplied() {
        Table weighed = weighed(ClassWeights.of(Map.of("true", 20.0)), ROWS);
        assertThat(weighed.rows()).isEqualTo(ROWS.rows());
        assertThat(weighed.features()).isEqualTo(ROWS.features());
        int[] labels = ROWS.labels();
        for (int i = 0; i < 200; i++) {
            assertThat(weighed.weights().orElseThrow().get(i)).isEqualTo(labels[i] == 1 ? 20 : 1);
        }
        Table again = weighed(ClassWeights.of(Map.of("false", 0.5)), weighed);
        assertThat(again.names()).isEqualTo(weighed.names());
        assertThat(again.weights().orElseThrow().get(0)).isEqualTo(labels[0] == 1 ? 20 : 0.5);
        assertThat(weighed(ClassWeights.balanced(), ROWS.with(NumericColumn.of("weight", new double[ROWS.rows()]))).weights().orElseThrow().name())
                .isEqualTo("weight_");
    }

    @Test
    void balanced_weights_are_worked_out_from_those_there_are() {
        double[] w = weighed(ClassWeights.balanced(), weighed(ClassWeights.of(Map.of("true", 3.0)), ROWS)).weights().orElseThrow().toArray();
        double yes = 0;
        double all = 0;
        for (int i = 0; i < w.length; i++) {
            yes += ROWS.labels()[i] * w[i];
            all += w[i];
        }
        assertThat(yes / all).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void it_is_the_same_as_the_weights_of_an_estimator() {
        FittedPipeline<LinearClassifier> step = Pipeline.start(Weigh.by(ClassWeights.balanced())).estimator(LogisticRegression.create()).fit(ROWS);
        LinearClassifier own = LogisticRegression.create().withBalancedClasses().fit(ROWS);
        assertThat(step.rawScores(ROWS).sub(own.scores(ROWS)).abs().max().item()).isLessThan(1e-5);
    }

    @Test
    void probabilities_come_out_as_frequent_as_the_classes_are() {
        for (Estimator<? extends Model> estimator : new Estimator<?>[] {LogisticRegression.create(), NaiveBayes.gaussian(),
                KNeighborsClassifier.of(50),
            Trainer.classifier(Dense.of(2)).optimizer(Sgd.of(0.5)).epochs(20).batchSize(500).display(Display.SILENT).estimator()}) {
            FittedPipeline<?> fitted = Pipeline.start(StandardScaler.create()).then(Weigh.by(ClassWeights.balanced())).estimator(estimator)
                    .fit(ROWS, Fraud.rows(500, 2));
            assertThat(fitted.scores(ROWS).select(1, 1).mean().item()).as("%s", estimator).isCloseTo(0.05, within(0.02));
            assertThat(fitted.rawScores(ROWS).select(1, 1).mean().item()).as("%s", estimator).isGreaterThan(0.15);
            assertThat(fitted.toString()).contains("PriorCorrection[");
        }
    }

    @Test
    void it_prints_like_the_code_and_complains() {
        assertThat(Weigh.by(ClassWeights.balanced())).hasToString("Weigh[ClassWeights[balanced]]");
        assertThatThrownBy(() -> weighed(ClassWeights.balanced(), ROWS.withTarget("x"))).hasMessageContaining("Weigh: needs a target of classes");
    }
}
