package org.librate.metrics.forecast;

import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.metrics.internal.Inputs;

/** Prediction intervals {@code [n, 2]}, lower and upper, and what came, {@code [n]}. */
final class Bounds {

    /** The number of a row. */
    interface Cost {
        double of(double low, double high, double wanted);
    }

    private Bounds() {
    }

    static double[] rows(String who, Tensor bounds, Tensor targets, Cost cost) {
        if (bounds.rank() != 2 || bounds.dim(1) != 2 || !Inputs.single(targets) || targets.dim(0) != bounds.dim(0)) {
            throw new ShapeException(who, "needs intervals [n, 2], lower and upper, and targets [n]", "", bounds.shape(), targets.shape());
        }
        double[] given = Inputs.doubles(who, "intervals", bounds);
        double[] wanted = Inputs.doubles(who, "targets", targets);
        double[] rows = new double[wanted.length];
        for (int i = 0; i < rows.length; i++) {
            if (given[2 * i] > given[2 * i + 1]) {
                throw new IllegalArgumentException(who + ": an interval's lower end must not be above its upper, got [" + given[2 * i] + ", "
                        + given[2 * i + 1]
                        + "] in row " + i + ".");
            }
            rows[i] = cost.of(given[2 * i], given[2 * i + 1], wanted[i]);
        }
        return rows;
    }
}
