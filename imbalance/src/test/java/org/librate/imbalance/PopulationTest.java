package org.librate.imbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.estimator.ClassWeights;
import org.librate.core.estimator.LogisticRegression;
import org.librate.core.learn.ClassCounts;
import org.librate.core.learn.FittedPipeline;
import org.librate.core.learn.Pipeline;
import org.librate.core.learn.Resampler;
import org.librate.core.random.RandomSource;
import org.librate.core.table.Table;
import org.librate.imbalance.combined.Combined;
import org.librate.imbalance.over.RandomOverSampler;
import org.librate.imbalance.over.Smote;
import org.librate.imbalance.under.RandomUnderSampler;
import org.librate.nn.layer.Dense;
import org.librate.nn.optim.Sgd;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.Trainer;

/** Rows that were resampled before anything was fitted know how frequent classes were, and so does what learns from them. */
class PopulationTest {

    private static final Table TRAIN = Fraud.rows(3000, 1);
    private static final Trainer<Classifier> PLAN = Trainer.classifier(Dense.of(2)).optimizer(Sgd.of(0.5)).epochs(30).batchSize(500)
            .display(Display.SILENT);

    private static double fraud(Tensor scores) {
        return scores.select(1, 1).mean().item();
    }

    @Test
    void a_resampled_table_knows_how_frequent_classes_were() {
        ClassCounts counts = ClassCounts.of(TRAIN);
        for (Resampler sampler : List.of(Smote.create(), RandomOverSampler.create(), RandomUnderSampler.create(), Combined.smoteTomek(),
                Weigh.by(ClassWeights.balanced()))) {
            Table balanced = sampler.resample(TRAIN, RandomSource.of(1));
            assertThat(ClassCounts.ofPopulation(balanced)).as("%s", sampler).isEqualTo(counts);
            FittedPipeline<?> fitted = Pipeline.of(LogisticRegression.create()).fit(balanced);
            assertThat(fraud(fitted.rawScores(TRAIN))).as("%s", sampler).isGreaterThan(0.2);
            assertThat(fraud(fitted.scores(TRAIN))).as("%s", sampler).isCloseTo(0.05, within(0.012));
            assertThat(fraud(PLAN.fit(balanced.dataset()).predictProbabilities(TRAIN.matrix()))).as("%s", sampler).isCloseTo(0.05, within(0.012));
            Table twice = RandomUnderSampler.create().resample(balanced, RandomSource.of(1));
            assertThat(ClassCounts.ofPopulation(twice)).as("resampled again").isEqualTo(counts);
        }
    }

    @Test
    void a_pipeline_without_steps_corrects_class_weights() {
        FittedPipeline<?> fitted = Pipeline.of(LogisticRegression.create().withBalancedClasses()).fit(TRAIN);
        assertThat(fraud(fitted.rawScores(TRAIN))).isGreaterThan(0.2);
        assertThat(fraud(fitted.scores(TRAIN))).isCloseTo(0.05, within(0.012));
        assertThat(fitted.toString()).startsWith("FittedPipeline[Linear");
    }

    @Test
    void resampled_tensors_become_rows_that_know_it() {
        Tensor x = TRAIN.matrix();
        Tensor y = TRAIN.targets();
        Dataset balanced = Smote.create().apply(x, y).dataset();
        assertThat(balanced.population()).containsExactly(ClassCounts.of(TRAIN).toArray());
        assertThat(fraud(PLAN.fit(balanced).predictProbabilities(x))).isCloseTo(0.05, within(0.012));
        ResampledTensors odd = RandomOverSampler.create().apply(Tensor.zeros(3, 1), Tensor.of(-1, 5, 5));
        assertThatThrownBy(odd::dataset).hasMessageContaining("must be numbers from 0 on");
    }

    @Test
    void a_network_that_learned_from_rows_made_up_while_training_is_corrected() {
        Dataset rows = TRAIN.dataset();
        Dataset more = LiveSmote.create().over(rows);
        Classifier model = PLAN.fit(more);
        assertThat(fraud(model.rawProbabilities(TRAIN.matrix()))).isGreaterThan(0.2);
        assertThat(fraud(model.predictProbabilities(TRAIN.matrix()))).isCloseTo(0.05, within(0.012));
        float[] weights = new float[rows.size()];
        Arrays.fill(weights, 2);
        assertThat(LiveSmote.create().over(rows.withWeights(weights)).population())
                .containsExactly(2 * ClassCounts.of(TRAIN).counts().get(0), 2 * ClassCounts.of(TRAIN).counts().get(1));
        assertThat(LiveSmote.create().over(rows.withPopulation(1, 99)).population()).as("what was said before").containsExactly(1, 99);
    }

    @Test
    void a_population_goes_with_the_target() {
        Table said = TRAIN.withPopulation(Map.of("true", 0.001, "false", 0.999));
        assertThat(said.head(10).population()).isEqualTo(said.population());
        assertThat(said.rename("fraud", "bad").population()).isNotEmpty();
        assertThat(said.without("fraud").population()).isEmpty();
        assertThat(said.concat(TRAIN).population()).isEmpty();
        assertThat(said.concat(said).population()).isNotEmpty();
        assertThat(said.withCategory("fraud", row -> "one").population()).isEmpty();
        assertThat(fraud(Pipeline.of(LogisticRegression.create()).fit(said).scores(TRAIN))).isLessThan(0.01);
        assertThatThrownBy(() -> TRAIN.withPopulation(Map.of("true", 1.0)))
                .hasMessageContaining("needs a count for each of the classes [false, true]");
        assertThatThrownBy(() -> TRAIN.without("fraud").withPopulation(Map.of())).hasMessageContaining("needs a target of classes");
    }
}
