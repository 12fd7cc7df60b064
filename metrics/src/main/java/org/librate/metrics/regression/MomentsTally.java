package org.librate.metrics.regression;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;
import org.librate.metrics.internal.Inputs;

/** A count of the {@link Moments} of each column; the value is the mean over the columns of a function of them. */
final class MomentsTally implements Metric.Tally {

    private final Metric metric;
    private final ToDoubleFunction<Moments> finish;
    private Moments[] columns = {};

    MomentsTally(Metric metric, ToDoubleFunction<Moments> finish) {
        this.metric = metric;
        this.finish = finish;
    }

    @Override
    public void add(Tensor scores, Tensor targets, @Nullable Tensor weights) {
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
        for (int at = 0; at < given.length; at++) {
            double weight = by == null ? 1 : by[at / columns.length];
            if (weight != 0) {
                columns[at % columns.length].add(given[at], wanted[at], weight);
            }
        }
    }

    private void reserve(int count) {
        if (columns.length == 0) {
            columns = Stream.generate(Moments::new).limit(count).toArray(Moments[]::new);
        } else if (columns.length != count) {
            throw new IllegalArgumentException(metric.name() + ": every batch must have as many values for each row, got " + count + " after "
                    + columns.length + ".");
        }
    }

    @Override
    public void merge(Metric.Tally other) {
        if (!(other instanceof MomentsTally tally && tally.metric.equals(metric))) {
            throw Inputs.cannotMerge(metric.name(), other);
        }
        if (tally.columns.length > 0) {
            reserve(tally.columns.length);
        }
        for (int i = 0; i < tally.columns.length; i++) {
            columns[i].merge(tally.columns[i]);
        }
    }

    @Override
    public double value() {
        return columns.length == 0 || columns[0].weight == 0 ? Double.NaN : Arrays.stream(columns).mapToDouble(finish).sum() / columns.length;
    }

    /** As in {@code Tally[R2.metric()]}. */
    @Override
    public String toString() {
        return "Tally[" + metric + "]";
    }
}
