package org.librate.metrics.regression;

import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;
import org.librate.metrics.internal.Inputs;

/** The largest absolute error, whatever its row weighs, unless that is nothing. */
public record MaxError() implements Metric {

    public static MaxError metric() {
        return new MaxError();
    }

    @Override
    public String name() {
        return "max_error";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Tally start() {
        return new Largest();
    }

    private static final class Largest implements Tally {

        private double largest = Double.NaN;

        @Override
        public void add(Tensor scores, Tensor targets, @Nullable Tensor weights) {
            Inputs.sameSize("max_error", scores, targets);
            int rows = Inputs.rows("max_error", scores);
            double[] given = Inputs.doubles("max_error", "predictions", scores);
            double[] wanted = Inputs.doubles("max_error", "targets", targets);
            double[] by = Inputs.weights("max_error", weights, rows);
            for (int i = 0; i < given.length; i++) {
                if (by == null || by[i / (given.length / rows)] != 0) {
                    take(Math.abs(given[i] - wanted[i]));
                }
            }
        }

        private void take(double error) {
            largest = error <= largest ? largest : error; // NaN: nothing yet
        }

        @Override
        public void merge(Tally other) {
            if (!(other instanceof Largest tally)) {
                throw Inputs.cannotMerge("max_error", other);
            }
            if (!Double.isNaN(tally.largest)) {
                take(tally.largest);
            }
        }

        @Override
        public double value() {
            return largest;
        }

        /** As in {@code Tally[MaxError[]]}. */
        @Override
        public String toString() {
            return "Tally[MaxError[]]";
        }
    }
}
