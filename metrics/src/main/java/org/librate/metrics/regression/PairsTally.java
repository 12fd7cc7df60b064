package org.librate.metrics.regression;

import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;
import org.librate.metrics.internal.Growing;
import org.librate.metrics.internal.Inputs;

/** A count that keeps all predictions and targets; the value is the mean over the columns of a function of a column. */
final class PairsTally implements Metric.Tally {

    /** The value of a column: rows of a weight above 0. */
    interface Finish {
        double of(double[] given, double[] wanted, double[] weights);
    }

    private final Metric metric;
    private final Finish finish;
    private final Growing given = new Growing();
    private final Growing wanted = new Growing();
    private final Growing weights = new Growing();
    private int columns;

    PairsTally(Metric metric, Finish finish) {
        this.metric = metric;
        this.finish = finish;
    }

    @Override
    public void add(Tensor scores, Tensor targets, @Nullable Tensor by) {
        String who = metric.name();
        Inputs.sameSize(who, scores, targets);
        int rows = Inputs.rows(who, scores);
        if (rows == 0) {
            return;
        }
        double[] newGiven = Inputs.doubles(who, "predictions", scores);
        double[] newWanted = Inputs.doubles(who, "targets", targets);
        double[] newWeights = Inputs.weights(who, by, rows);
        reserve(newGiven.length / rows);
        for (int i = 0; i < rows; i++) {
            double weight = newWeights == null ? 1 : newWeights[i];
            if (weight == 0) {
                continue;
            }
            weights.add(weight);
            for (int at = i * columns; at < (i + 1) * columns; at++) {
                given.add(newGiven[at]);
                wanted.add(newWanted[at]);
            }
        }
    }

    private void reserve(int count) {
        if (columns != 0 && columns != count) {
            throw new IllegalArgumentException(metric.name() + ": every batch must have as many values for each row, got " + count + " after "
                    + columns + ".");
        }
        columns = count;
    }

    @Override
    public void merge(Metric.Tally other) {
        if (!(other instanceof PairsTally tally && tally.metric.equals(metric))) {
            throw Inputs.cannotMerge(metric.name(), other);
        }
        if (tally.columns > 0) {
            reserve(tally.columns);
        }
        given.add(tally.given);
        wanted.add(tally.wanted);
        weights.add(tally.weights);
    }

    @Override
    public double value() {
        int rows = weights.size();
        if (rows == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int column = 0; column < columns; column++) {
            double[] some = new double[rows];
            double[] right = new double[rows];
            for (int i = 0; i < rows; i++) {
                some[i] = given.get(i * columns + column);
                right[i] = wanted.get(i * columns + column);
            }
            sum += finish.of(some, right, weights.toArray());
        }
        return sum / columns;
    }

    /** As in {@code Tally[MedianAbsoluteError[]]}. */
    @Override
    public String toString() {
        return "Tally[" + metric + "]";
    }
}
