package org.librate.imbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.librate.core.data.Dataset;
import org.librate.core.estimator.ClassWeights;
import org.librate.core.estimator.DummyClassifier;
import org.librate.core.estimator.LogisticRegression;
import org.librate.core.estimator.NaiveBayes;
import org.librate.core.learn.FittedPipeline;
import org.librate.core.learn.Pipeline;
import org.librate.core.prepare.MinMaxScaler;
import org.librate.core.prepare.StandardScaler;
import org.librate.core.table.Table;
import org.librate.imbalance.over.RandomOverSampler;
import org.librate.imbalance.over.Smote;
import org.librate.imbalance.under.ClusterCentroids;
import org.librate.imbalance.under.InstanceHardness;
import org.librate.imbalance.under.RandomUnderSampler;
import org.librate.metrics.classification.F1;
import org.librate.nn.layer.Dense;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.Trainer;
import org.librate.tuning.calibration.Calibrated;
import org.librate.tuning.search.Param;
import org.librate.tuning.search.Search;
import org.librate.tuning.split.StratifiedKFold;

/** Which probabilities are put right, by what, and once only; and that made-up rows are never measured by. */
class WhatIsCorrectedTest {

    private static final Table TRAIN = Fraud.rows(3000, 1);
    private static final Table VALIDATION = Fraud.rows(3000, 2);
    private static final Table TEST = Fraud.rows(3000, 3);

    private static double fraud(FittedPipeline<?> fitted) {
        return fitted.scores(TEST).select(1, 1).mean().item();
    }

    @Test
    void calibrated_on_rows_as_they_come_nothing_is_left_to_correct() {
        for (Pipeline.Steps steps : new Pipeline.Steps[] {Pipeline.start(StandardScaler.create()).then(Smote.create()),
            Pipeline.start(StandardScaler.create()).then(Weigh.by(ClassWeights.balanced()))}) {
            FittedPipeline<?> validated = steps.estimator(Calibrated.of(LogisticRegression.create(), StratifiedKFold.of(3))).fit(TRAIN, VALIDATION);
            assertThat(fraud(validated)).as("%s", validated).isCloseTo(0.05, within(0.01));
        }
        FittedPipeline<?> folded = Pipeline.start(StandardScaler.create()).then(Weigh.by(ClassWeights.balanced()))
                .estimator(Calibrated.of(LogisticRegression.create(), StratifiedKFold.of(3))).fit(TRAIN);
        assertThat(fraud(folded)).as("%s", folded).isCloseTo(0.05, within(0.015));
    }

    @Test
    void class_weights_that_a_search_chose_are_corrected() {
        Param<Double> penalty = Param.logUniform("penalty", 0.1, 10);
        FittedPipeline<?> found = Pipeline.start(StandardScaler.create())
                .estimator(Search.random(2, penalty).folds(StratifiedKFold.of(2)).metrics(F1.metric())
                .over(settings -> LogisticRegression.create().withBalancedClasses())).fit(TRAIN);
        assertThat(found.priorCorrection()).isPresent();
        assertThat(fraud(found)).isCloseTo(0.05, within(0.01));
    }

    @Test
    void models_that_do_not_go_by_how_frequent_classes_are_stay_as_they_are() {
        Table positive = MinMaxScaler.create().fit(TRAIN).apply(TRAIN);
        for (NaiveBayes bayes : new NaiveBayes[] {NaiveBayes.complement(), NaiveBayes.gaussian().withUniformPrior(true)}) {
            FittedPipeline<?> fitted = Pipeline.start(RandomUnderSampler.create()).estimator(bayes).fit(positive);
            assertThat(fitted.priorCorrection()).as("%s", bayes).isEmpty();
        }
        assertThat(Pipeline.start(RandomUnderSampler.create()).estimator(NaiveBayes.gaussian()).fit(TRAIN).priorCorrection()).isPresent();
        assertThat(Pipeline.start(RandomUnderSampler.create()).estimator(DummyClassifier.uniform()).fit(TRAIN).priorCorrection()).isEmpty();
        assertThat(Pipeline.start(RandomUnderSampler.create()).estimator(DummyClassifier.prior()).fit(TRAIN).priorCorrection()).isPresent();
    }

    @Test
    void rows_made_up_while_training_are_not_measured_by() {
        Dataset rows = TRAIN.dataset();
        assertThat(LiveSmote.create().over(rows).isForTraining()).isTrue();
        Trainer<Classifier> plan = Trainer.classifier(Dense.of(2)).epochs(1).display(Display.SILENT);
        assertThatThrownBy(() -> plan.fit(rows, LiveSmote.create().over(VALIDATION.dataset())))
                .hasMessageContaining("validation rows must not be augmented");
        assertThatThrownBy(() -> Pipeline.start(RandomOverSampler.create()).estimator(plan.validationShare(0.2).estimator()).fit(TRAIN))
                .hasMessageContaining("validationShare needs each row once");
        assertThat(Pipeline.start(RandomUnderSampler.create()).estimator(plan.validationShare(0.2).estimator()).fit(TRAIN)).isNotNull();
    }

    @Test
    void whatever_a_sampler_read_was_seen() {
        FittedPipeline<?> fitted = Pipeline.start(ClusterCentroids.create()).estimator(LogisticRegression.create()).fit(TRAIN);
        assertThat(fitted.seen().among(TRAIN)).hasSize(TRAIN.rows());
    }

    @Test
    void hardness_is_not_asked_of_copies() {
        Table copies = RandomOverSampler.create().apply(TRAIN).table();
        assertThatThrownBy(() -> InstanceHardness.create().to(Balance.ratio(1)).apply(copies)).hasMessageContaining("Put it before what adds rows");
    }
}
