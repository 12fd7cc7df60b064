package org.librate.metrics.forecast;

import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;
import org.librate.metrics.Undefined;
import org.librate.metrics.internal.Inputs;

/**
 * All absolute errors together, as a share of all that was to be forecast: {@code Σ |error| / Σ |target|}. Undefined where all targets are 0.
 *
 * @param undefined what it is where all targets are 0
 */
public record Wape(Undefined undefined) implements Metric {

    public static Wape metric() {
        return new Wape(Undefined.NAN);
    }

    public Wape withUndefined(Undefined undefined) {
        return new Wape(undefined);
    }

    @Override
    public String name() {
        return "wape";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Tally start() {
        return new Sums(undefined);
    }

    private static final class Sums implements Tally {

        private final Undefined undefined;
        private double errors;
        private double targets;
        private double total;

        Sums(Undefined undefined) {
            this.undefined = undefined;
        }

        @Override
        public void add(Tensor scores, Tensor wanted, @Nullable Tensor weights) {
            Inputs.sameSize("wape", scores, wanted);
            int rows = Inputs.rows("wape", scores);
            double[] given = Inputs.doubles("wape", "predictions", scores);
            double[] right = Inputs.doubles("wape", "targets", wanted);
            double[] by = Inputs.weights("wape", weights, rows);
            for (int i = 0; i < given.length; i++) {
                double weight = by == null ? 1 : by[i / (given.length / rows)];
                errors += weight * Math.abs(given[i] - right[i]);
                targets += weight * Math.abs(right[i]);
                total += weight;
            }
        }

        @Override
        public void merge(Tally other) {
            if (!(other instanceof Sums sums && sums.undefined == undefined)) {
                throw Inputs.cannotMerge("wape", other);
            }
            errors += sums.errors;
            targets += sums.targets;
            total += sums.total;
        }

        @Override
        public double value() {
            return total == 0 ? Double.NaN : undefined.or(targets == 0 ? Double.NaN : errors / targets);
        }

        /** As in {@code Tally[Wape[undefined=NAN]]}. */
        @Override
        public String toString() {
            return "Tally[" + new Wape(undefined) + "]";
        }
    }
}
