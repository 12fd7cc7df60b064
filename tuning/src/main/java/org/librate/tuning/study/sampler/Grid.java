package org.librate.tuning.study.sampler;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.random.RandomSource;
import org.librate.tuning.study.Axis;
import org.librate.tuning.study.History;
import org.librate.tuning.study.Sampler;

/**
 * Every combination of a few values of each parameter, once, and then the study ends: all values of a parameter that is one of several, and of
 * numbers so many, evenly spread from the lowest to the highest. The parameter that is asked for last changes fastest.
 *
 * <pre>{@code
 * Study.minimise("loss").withSampler(Grid.withPoints(4))
 * }</pre>
 */
public record Grid(int points) implements Sampler {

    public Grid {
        Check.positive("Grid", "number of points", points);
    }

    /** Five values of each number. */
    public static Grid create() {
        return new Grid(5);
    }

    /** So many values of each number, or all if there are no more. */
    public static Grid withPoints(int points) {
        return new Grid(points);
    }

    @Override
    public double[] propose(History history, RandomSource random) {
        double[] row = new double[history.axisCount()];
        Arrays.fill(row, Double.NaN); // the first that leads to something new
        return row;
    }

    @Override
    public double[] only(Axis axis) {
        if (axis.isCategorical() || axis.count() > 0 && axis.count() <= points) {
            return new double[0];
        }
        List<?> values = axis.param().grid(points);
        return values.stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
    }

    @Override
    public boolean isExhaustive() {
        return true;
    }

    @Override
    public String toString() {
        return "Grid.withPoints(" + points + ")";
    }
}
