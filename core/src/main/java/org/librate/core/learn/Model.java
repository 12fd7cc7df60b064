package org.librate.core.learn;

import java.util.Arrays;
import java.util.List;
import org.librate.core.DType;
import org.librate.core.Tensor;
import org.librate.core.table.Table;

/** What was learned from a table. Safe for any number of threads. */
public interface Model {

    /**
     * What metrics look at: for classes probabilities FLOAT32 {@code [n, classes]}, for numbers values FLOAT32 {@code [n]} or {@code [n, ..]}. The
     * rows need the features the model was fitted with, by name; a target is not looked at.
     */
    Tensor scores(Table rows);

    /** The classes in the order of their numbers; empty if the target is a number. */
    List<String> classNames();

    /**
     * Whether scores are probabilities that take the classes to be as frequent as {@link Estimator#learnedCounts} says, so that other shares can be
     * put in their place ({@link PriorCorrection}). Not so of distances from a plane, which only rank.
     */
    default boolean assumesShares() {
        return !classNames().isEmpty();
    }

    /** Whether an answer may be another class than the one of the largest score. */
    default boolean decidesItself() {
        return false;
    }

    /** The answer for each row: class numbers INT64 {@code [n]}, or values. */
    default Tensor predict(Table rows) {
        Tensor scores = scores(rows);
        return classNames().isEmpty() ? scores : scores.argmax(1).cast(DType.INT64);
    }

    /** The name of the class of each row. */
    default List<String> predictNames(Table rows) {
        List<String> names = classNames();
        if (names.isEmpty()) {
            throw new IllegalStateException("Model: it predicts numbers, not classes. Use predict(rows).");
        }
        return Arrays.stream(predict(rows).toLongs()).mapToObj(number -> names.get((int) number)).toList();
    }
}
