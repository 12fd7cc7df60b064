package org.librate.metrics.regression;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.librate.core.metric.Metric;
import org.librate.metrics.internal.ColumnTally;

/** A count of the {@link Moments} of each column; the value is the mean over the columns of a function of them. */
final class MomentsTally extends ColumnTally<MomentsTally> {

    private final ToDoubleFunction<Moments> finish;
    private Moments[] columns = {};

    MomentsTally(Metric metric, ToDoubleFunction<Moments> finish) {
        super(metric);
        this.finish = finish;
    }

    @Override
    protected void open(int count) {
        columns = Stream.generate(Moments::new).limit(count).toArray(Moments[]::new);
    }

    @Override
    protected void count(double[] given, double[] wanted, double @Nullable [] weights) {
        for (int at = 0; at < given.length; at++) {
            double weight = weights == null ? 1 : weights[at / columns.length];
            if (weight != 0) {
                columns[at % columns.length].add(given[at], wanted[at], weight);
            }
        }
    }

    @Override
    protected void take(MomentsTally other) {
        for (int i = 0; i < columns.length; i++) {
            columns[i].merge(other.columns[i]);
        }
    }

    @Override
    public double value() {
        return columns.length == 0 || columns[0].weight == 0 ? Double.NaN : Arrays.stream(columns).mapToDouble(finish).sum() / columns.length;
    }
}
