package org.librate.tuning.threshold;

import java.util.Optional;
import org.librate.core.learn.ClassCounts;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.metric.Accuracy;
import org.librate.core.table.Table;
import org.librate.tuning.split.Splitter;
import org.librate.tuning.validation.CrossValidation;
import org.librate.tuning.validation.CvResult;

/**
 * An estimator with a threshold that is chosen over folds of the training rows; the model itself learns from all of them. To be cross-validated like
 * any other, so that what is reported includes the luck of choosing.
 *
 * <pre>{@code
 * Thresholded.of(pipeline, Threshold.maximizing(F1.metric()), StratifiedKFold.of(5).withSeed(1)).fit(train)
 * }</pre>
 *
 * @param estimator what learns
 * @param rule which threshold is the best
 * @param splitter the folds it is chosen over
 */
public record Thresholded<M extends Model>(Estimator<M> estimator, ThresholdRule rule, Splitter splitter) implements Estimator<ThresholdedModel<M>> {

    public static <M extends Model> Thresholded<M> of(Estimator<M> estimator, ThresholdRule rule, Splitter splitter) {
        return new Thresholded<>(estimator, rule, splitter);
    }

    @Override
    public ThresholdedModel<M> fit(Table train) {
        CvResult<M> folds = CrossValidation.of(splitter).metrics(Accuracy.metric()).run(estimator, train);
        return rule.overFolds(folds, train).on(estimator.fit(train));
    }

    /** Learns from the training rows, and chooses on the validation rows. */
    @Override
    public ThresholdedModel<M> fit(Table train, Table validation) {
        M model = estimator.fit(train, validation);
        return rule.choose(model, validation).on(model);
    }

    @Override
    public ClassCounts learnedCounts(Table train) {
        return estimator.learnedCounts(train);
    }

    @Override
    public Optional<ClassCounts> learnedCounts(Table train, Optional<Table> validation, ThresholdedModel<M> model) {
        return model.assumesShares() ? estimator.learnedCounts(train, validation, model.model()) : Optional.empty();
    }

    @Override
    public String toString() {
        return "Thresholded[" + estimator + ", " + rule + ", " + splitter + "]";
    }
}
