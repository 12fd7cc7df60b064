package org.librate.tuning.study.sampler;

import java.util.Arrays;
import org.librate.core.random.RandomSource;
import org.librate.tuning.study.History;
import org.librate.tuning.study.Sampler;

/**
 * All there is, once, and then the study ends: the tree of what trials ask for is walked through branch by branch, so that a parameter that is only
 * there with some values of another is only tried with these. Every parameter needs an end of values: give real numbers a step, or use {@link Grid}.
 *
 * <pre>{@code
 * Study.minimise("loss").withSampler(BruteForce.create())
 * }</pre>
 */
public record BruteForce() implements Sampler {

    public static BruteForce create() {
        return new BruteForce();
    }

    @Override
    public double[] propose(History history, RandomSource random) {
        double[] row = new double[history.axisCount()];
        Arrays.fill(row, Double.NaN); // the first that leads to something new
        return row;
    }

    @Override
    public boolean isExhaustive() {
        return true;
    }

    @Override
    public String toString() {
        return "BruteForce.create()";
    }
}
