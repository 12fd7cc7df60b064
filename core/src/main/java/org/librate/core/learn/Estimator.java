package org.librate.core.learn;

import java.util.Optional;
import org.librate.core.table.Table;

/**
 * A plan of how to learn from a table. Immutable: what was learned is another object, so that nothing can be asked of a plan that has not been
 * fitted.
 *
 * @param <M> what comes of it
 */
public interface Estimator<M extends Model> {

    /**
     * Learns from rows with a target. The same rows and the same seed give the same model. Its probabilities are those that were learned: of weighted
     * or resampled classes a {@link Pipeline}, if only {@link Pipeline#of}, corrects them.
     */
    M fit(Table train);

    /** The same with rows to choose by, such as the epoch to stop at. Who has nothing to choose does not look at them. */
    default M fit(Table train, Table validation) {
        return fit(train);
    }

    /**
     * For how frequent classes the probabilities of a model fitted on these rows hold: as frequent as the rows weigh, unless the plan makes some
     * count more. A {@link Pipeline} puts the shares of the rows it was given in their place.
     *
     * @param train rows whose target is a class
     */
    default ClassCounts learnedCounts(Table train) {
        return ClassCounts.of(train);
    }

    /**
     * The same once the model is there, as some know only then: empty if its scores are not to be corrected, because they are no probabilities or
     * hold for no shares.
     *
     * @param validation the rows to choose by, if there were any
     */
    default Optional<ClassCounts> learnedCounts(Table train, Optional<Table> validation, M model) {
        return model.assumesShares() ? Optional.of(learnedCounts(train)) : Optional.empty();
    }
}
