package org.librate.metrics.internal;

import org.jspecify.annotations.Nullable;
import org.librate.core.metric.Metric;

/**
 * A count whose value is the mean over the columns of a function of each column's weighted mean cost. Internal to Librate.
 */
public final class ElementTally extends ColumnTally<ElementTally> {

    /** What an element costs. */
    public interface Cost {
        double of(double given, double wanted);
    }

    /** What a column's mean cost becomes. */
    public interface Finish {
        double of(int column, double mean);
    }

    private final Cost cost;
    private final Finish finish;
    private double[] sums = {};
    private double total;

    public ElementTally(Metric metric, Cost cost) {
        this(metric, cost, (column, mean) -> mean);
    }

    public ElementTally(Metric metric, Cost cost, Finish finish) {
        super(metric);
        this.cost = cost;
        this.finish = finish;
    }

    @Override
    protected void open(int columns) {
        sums = new double[columns];
    }

    @Override
    protected void count(double[] given, double[] wanted, double @Nullable [] weights) {
        int columns = sums.length;
        for (int row = 0, at = 0; at < given.length; row++) {
            double weight = weights == null ? 1 : weights[row];
            if (weight == 0) {
                at += columns;
                continue;
            }
            for (int column = 0; column < columns; column++, at++) {
                sums[column] += weight * cost.of(given[at], wanted[at]);
            }
            total += weight;
        }
    }

    @Override
    protected void take(ElementTally other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
        total += other.total;
    }

    @Override
    public double value() {
        if (total == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += finish.of(i, sums[i] / total);
        }
        return sum / sums.length;
    }
}
