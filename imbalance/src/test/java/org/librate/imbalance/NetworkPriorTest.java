package org.librate.imbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Tensor;
import org.librate.core.data.BatchOrder;
import org.librate.core.estimator.ClassWeights;
import org.librate.core.learn.ClassCounts;
import org.librate.core.learn.FittedPipeline;
import org.librate.core.learn.Pipeline;
import org.librate.core.prepare.StandardScaler;
import org.librate.core.table.Table;
import org.librate.nn.layer.Dense;
import org.librate.nn.loss.BalancedSoftmax;
import org.librate.nn.loss.CrossEntropy;
import org.librate.nn.loss.Focal;
import org.librate.nn.loss.LogitAdjustment;
import org.librate.nn.optim.Sgd;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Display;
import org.librate.nn.train.Trainer;

/** What networks say at the end of a pipeline when they were told that rare classes are less rare. */
class NetworkPriorTest {

    private static final Table TRAIN = Fraud.rows(4000, 1);
    private static final Trainer<Classifier> PLAN = Trainer.classifier(Dense.of(2)).optimizer(Sgd.of(0.5)).epochs(30).batchSize(500)
            .display(Display.SILENT);

    private static double fraud(Tensor scores) {
        return scores.select(1, 1).mean().item();
    }

    @Test
    void every_way_to_balance_is_corrected() {
        FittedPipeline<?> plain = fit(PLAN);
        assertThat(plain.priorCorrection()).isEmpty();
        Trainer<Classifier> binary = Trainer.binary(Dense.of(1)).optimizer(Sgd.of(0.5)).epochs(30).batchSize(500).display(Display.SILENT);
        for (Trainer<Classifier> plan : List.of(PLAN.balanceClasses(), PLAN.classWeights(1, 19),
                PLAN.classWeights(ClassWeights.effectiveNumber(0.999)),
                PLAN.order(BatchOrder::classBalanced), PLAN.loss(CrossEntropy.create().withClassWeights(1, 19)),
                PLAN.lossFromCounts(LogitAdjustment::of),
                PLAN.lossFromCounts(counts -> LogitAdjustment.of(counts).withTau(0.5)), PLAN.lossFromCounts(BalancedSoftmax::of),
                binary.lossFromCounts(LogitAdjustment::of), binary.classWeights(ClassWeights.balanced()))) {
            FittedPipeline<?> fitted = fit(plan);
            assertThat(fraud(fitted.rawScores(TRAIN))).as("%s", fitted).isGreaterThan(0.09);
            assertThat(fraud(fitted.scores(TRAIN))).as("%s", fitted).isCloseTo(0.05, within(0.012));
            assertThat(fitted.scores(TRAIN).sub(plain.scores(TRAIN)).abs().mean().item()).as("%s", fitted).isLessThan(0.02);
        }
    }

    private static FittedPipeline<?> fit(Trainer<Classifier> plan) {
        return Pipeline.start(StandardScaler.create()).estimator(plan.estimator()).fit(TRAIN);
    }

    @Test
    void logit_adjustment_decides_as_if_classes_were_as_frequent() {
        FittedPipeline<?> adjusted = fit(PLAN.lossFromCounts(LogitAdjustment::of));
        FittedPipeline<?> balanced = fit(PLAN.balanceClasses());
        double agreement = adjusted.withRawScores().predict(TRAIN).eq(balanced.withRawScores().predict(TRAIN)).cast(DType.FLOAT32).mean().item();
        assertThat(agreement).isGreaterThan(0.95);
        assertThat(adjusted.scores(TRAIN).select(1, 1).gt(0.5).cast(DType.INT64).toLongs()).isEqualTo(adjusted.predict(TRAIN).toLongs());
    }

    @Test
    void a_loss_is_made_from_the_rows_of_each_fit() {
        AtomicReference<ClassCounts> told = new AtomicReference<>();
        Trainer<Classifier> plan = PLAN.epochs(1).lossFromCounts(counts -> {
            told.set(counts);
            return Focal.classBalanced(counts, 0.99);
        });
        Table some = TRAIN.head(500);
        plan.estimator().fit(some);
        assertThat(told.get()).isEqualTo(ClassCounts.of(some));
        Table weighted = some.withNumeric("w", row -> row.isTrue("fraud") ? 4 : 1).withWeights("w");
        plan.estimator().fit(weighted);
        assertThat(told.get()).as("by weights").isEqualTo(ClassCounts.of(weighted));
        assertThatThrownBy(() -> Trainer.regressor(Dense.of(1)).lossFromCounts(LogitAdjustment::of).estimator()
                .fit(TRAIN.withTarget("y").without("fraud"))).hasMessageContaining("a loss that is made from counts needs a classifier");
    }

    @Test
    void a_weight_of_two_is_the_row_twice() {
        Table weighted = TRAIN.head(60).withNumeric("w", row -> 1 + row.index() % 2).withWeights("w");
        int[] repeated = IntStream.range(0, 60).flatMap(i -> IntStream.generate(() -> i).limit(1 + i % 2)).toArray();
        Trainer<Classifier> whole = PLAN.batchSize(1000).epochs(5);
        for (Trainer<Classifier> plan : List.of(whole, whole.balanceClasses(), whole.lossFromCounts(LogitAdjustment::of))) {
            Tensor one = plan.estimator().fit(weighted).scores(TRAIN);
            Tensor other = plan.estimator().fit(weighted.rows(repeated).without("w")).scores(TRAIN);
            assertThat(one.sub(other).abs().max().item()).isLessThan(1e-5);
        }
    }
}
