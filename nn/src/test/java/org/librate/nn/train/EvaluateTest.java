package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.data.Row;
import org.librate.core.data.RowTransform;
import org.librate.core.metric.Accuracy;
import org.librate.core.metric.Mae;
import org.librate.core.metric.Mse;
import org.librate.core.random.RandomStream;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.optim.Adam;

class EvaluateTest {

    private static final Trainer<Classifier> SPIRALS = Trainer.classifier(Samples.mlp(16, 3)).optimizer(Adam.of(0.02)).epochs(4).seed(3)
            .display(Display.SILENT);

    @Test
    void a_classifier_is_evaluated_as_in_training() {
        Dataset validation = Samples.spirals(600, 2); // more than one batch, the last a smaller one
        Classifier model = SPIRALS.fit(Samples.spirals(300, 1), validation);
        Scores scores = model.evaluate(validation, Accuracy.metric());
        assertThat(scores.get(Accuracy.metric())).isEqualTo(model.history().last().get(Accuracy.metric()));
        assertThat(scores).hasToString(String.format(Locale.ROOT, "600 rows  accuracy %.4f", scores.get(Accuracy.metric())));
        assertThat(model.predict(validation).toInts()).containsExactly(model.predict(Samples.x(validation)).toInts());
        assertThat(model.predictProbabilities(validation).shape()).isEqualTo(Shape.of(600, 3));
        assertThat(model.predictProbabilities(validation).toArray())
                .containsExactly(model.predictProbabilities(Samples.x(validation)).toArray(), within(1e-6f));
    }

    @Test
    void rows_count_by_their_weights() {
        ValuePredictor zero = inputs -> Tensor.zeros(inputs[0].dim(0));
        Dataset data = Dataset.of(Tensor.zeros(3, 1), Tensor.of(1f, 2f, 6f));
        assertThat(zero.evaluate(data, Mae.metric(), Mse.metric()).values()).containsExactly(Map.entry("mae", 3.0), Map.entry("mse", 41 / 3.0));
        assertThat(zero.evaluate(data.withWeights(3, 1, 0), Mae.metric()).get(Mae.metric())).isEqualTo(1.25);
    }

    @Test
    void regressors_and_ensembles_are_evaluated_alike() {
        Trainer<Regressor> plan = Trainer.regressor(Sequential.of(Dense.of(1))).optimizer(Adam.of(0.05)).epochs(3).display(Display.SILENT);
        Dataset test = Samples.plane(300);
        Regressor one = plan.seed(1).fit(Samples.plane(100));
        RegressorEnsemble twice = RegressorEnsemble.averaging(List.of(one, one));
        assertThat(twice.evaluate(test, Mae.metric()).get(Mae.metric())).isCloseTo(one.evaluate(test, Mae.metric()).get(Mae.metric()), within(1e-6));
        assertThat(one.predict(test).toArray()).containsExactly(one.predict(Samples.x(test)).toArray(), within(1e-6f));

        Classifier classifier = SPIRALS.fit(Samples.spirals(300, 1));
        ClassPredictor two = ClassifierEnsemble.averaging(List.of(classifier, classifier));
        assertThat(two.evaluate(Samples.spirals(300, 2), Accuracy.metric()))
                .isEqualTo(classifier.evaluate(Samples.spirals(300, 2), Accuracy.metric()));
    }

    @Test
    void what_is_missing_is_said() {
        ValuePredictor zero = inputs -> Tensor.zeros(inputs[0].dim(0));
        assertThat(zero.predict(Dataset.of(Tensor.zeros(3, 1))).shape()).isEqualTo(Shape.of(3));
        assertThatThrownBy(() -> zero.evaluate(Dataset.of(Tensor.zeros(3, 1)), Mae.metric()))
                .hasMessage("evaluate: needs one target field to compare with, got []. Of rows without targets there is predict(data).");
        assertThatThrownBy(() -> zero.evaluate(Samples.plane(3))).hasMessageContaining("needs a metric, got none");
        assertThatThrownBy(() -> zero.evaluate(Samples.plane(3), Mae.metric(), Mae.metric())).hasMessageContaining("different names");
        assertThatThrownBy(() -> zero.evaluate(Samples.plane(3).subset(), Mae.metric())).hasMessageContaining("at least one row");
        assertThatThrownBy(() -> zero.evaluate(Samples.plane(3), Mae.metric()).get(Mse.metric()))
                .hasMessageContaining("\"mse\" was not measured. There are [mae]");
    }

    @Test
    void augmented_rows_are_not_measured_by() {
        Dataset augmented = Samples.plane(3).map(new RowTransform() {
            @Override
            public void apply(Row from, Row into, RandomStream random) {
                from.copy(into);
            }

            @Override
            public boolean isForTraining() {
                return true;
            }
        });
        ValuePredictor zero = inputs -> Tensor.zeros(inputs[0].dim(0));
        assertThatThrownBy(() -> zero.evaluate(augmented, Mae.metric())).hasMessageContaining("must not be augmented")
                .hasMessageContaining("augmentedEvaluation");
    }
}
