package org.librate.nn.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.librate.core.metric.Metric;

/**
 * Something that watches a training run, and may ask it to stop.
 *
 * <p>A plan may be fitted several times, also at once. So a callback that remembers something during a run is a value, and gives each run a
 * fresh one of itself in {@link #begin}. What must survive being killed and resumed is written by {@link #save}.
 */
public interface TrainingCallback {

    /** The callback for one run: itself if it remembers nothing. */
    default TrainingCallback begin() {
        return this;
    }

    /** Metrics that it needs to be measured each epoch. */
    default List<Metric> metrics() {
        return List.of();
    }

    /** Whether it makes no sense without validation rows. */
    default boolean needsValidation() {
        return false;
    }

    /** Before the first batch, and after a resume. */
    default void onStart(Progress progress) {
    }

    /** After each batch. */
    default void onBatch(Progress progress) {
    }

    /** After each epoch and its validation; {@code progress.results()} has it. */
    default void onEpoch(Progress progress) {
    }

    /** After the last epoch, also when the run was stopped; not when it failed. */
    default void onEnd(Progress progress) {
    }

    /** Writes what it remembers into a checkpoint. */
    default void save(DataOutput out) throws IOException {
    }

    /** Reads what {@link #save} wrote, before {@link #onStart}. */
    default void load(DataInput in) throws IOException {
    }
}
