package org.librate.metrics.internal;

import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;

/**
 * A count over predictions and targets column by column. Those of {@code [n]} have one column, those of {@code [n, ..]} one for each element of a
 * row. Internal to Librate.
 *
 * @param <T> the count itself, which takes what others of its kind have counted
 */
public abstract class ColumnTally<T extends ColumnTally<T>> implements Metric.Tally {

    private final Metric metric;
    private int columns; // 0: no rows so far

    protected ColumnTally(Metric metric) {
        this.metric = metric;
    }

    /** Makes room for so many columns: once, before anything is counted. */
    protected abstract void open(int columns);

    /** Counts rows, row after row of as many values as there are columns; without weights each counts once. */
    protected abstract void count(double[] given, double[] wanted, double @Nullable [] weights);

    /** Takes what another has counted, in as many columns. */
    protected abstract void take(T other);

    /** How many there are; 0 before the first row. */
    protected final int columns() {
        return columns;
    }

    @Override
    public final void add(Tensor scores, Tensor targets, @Nullable Tensor weights) {
        String who = metric.name();
        Inputs.sameSize(who, scores, targets);
        int rows = Inputs.rows(who, scores);
        if (rows == 0) {
            return;
        }
        double[] given = Inputs.doubles(who, "predictions", scores);
        double[] wanted = Inputs.doubles(who, "targets", targets);
        double[] by = Inputs.weights(who, weights, rows);
        reserve(given.length / rows);
        count(given, wanted, by);
    }

    private void reserve(int count) {
        if (columns == 0) {
            open(count);
            columns = count;
        } else if (columns != count) {
            throw new IllegalArgumentException(metric.name() + ": every batch must have as many values for each row, got " + count + " after "
                    + columns + ".");
        }
    }

    @Override
    @SuppressWarnings("unchecked") // of the same class
    public final void merge(Metric.Tally other) {
        if (!(other instanceof ColumnTally<?> tally && tally.getClass() == getClass() && tally.metric.equals(metric))) {
            throw Inputs.cannotMerge(metric.name(), other);
        }
        if (tally.columns > 0) {
            reserve(tally.columns);
            take((T) tally);
        }
    }

    /** As in {@code Tally[Rmse[]]}. */
    @Override
    public final String toString() {
        return "Tally[" + metric + "]";
    }
}
