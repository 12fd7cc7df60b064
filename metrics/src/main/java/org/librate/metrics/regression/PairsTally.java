package org.librate.metrics.regression;

import org.jspecify.annotations.Nullable;
import org.librate.core.metric.Metric;
import org.librate.metrics.internal.ColumnTally;
import org.librate.metrics.internal.Growing;

/** A count that keeps all predictions and targets; the value is the mean over the columns of a function of a column. */
final class PairsTally extends ColumnTally<PairsTally> {

    /** The value of a column: rows of a weight above 0. */
    interface Finish {
        double of(double[] given, double[] wanted, double[] weights);
    }

    private final Finish finish;
    private final Growing given = new Growing();
    private final Growing wanted = new Growing();
    private final Growing weights = new Growing();

    PairsTally(Metric metric, Finish finish) {
        super(metric);
        this.finish = finish;
    }

    @Override
    protected void open(int columns) {
        // what is kept grows row by row
    }

    @Override
    protected void count(double[] newGiven, double[] newWanted, double @Nullable [] newWeights) {
        for (int row = 0, at = 0; at < newGiven.length; row++) {
            double weight = newWeights == null ? 1 : newWeights[row];
            if (weight == 0) {
                at += columns();
                continue;
            }
            weights.add(weight);
            for (int column = 0; column < columns(); column++, at++) {
                given.add(newGiven[at]);
                wanted.add(newWanted[at]);
            }
        }
    }

    @Override
    protected void take(PairsTally other) {
        given.add(other.given);
        wanted.add(other.wanted);
        weights.add(other.weights);
    }

    @Override
    public double value() {
        int rows = weights.size();
        if (rows == 0) {
            return Double.NaN;
        }
        int columns = columns();
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
}
