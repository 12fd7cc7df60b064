package org.librate.tuning.study.sampler;

import java.util.List;
import org.librate.core.random.RandomSource;
import org.librate.tuning.study.Axis;
import org.librate.tuning.study.History;
import org.librate.tuning.study.Sampler;

/**
 * Everything drawn evenly, each parameter by itself: what any other sampler has to beat.
 *
 * <pre>{@code
 * Study.minimise("loss").withSampler(RandomSampler.create())
 * }</pre>
 */
public record RandomSampler() implements Sampler {

    public static RandomSampler create() {
        return new RandomSampler();
    }

    @Override
    public double[] propose(History history, RandomSource random) {
        List<Axis> axes = history.axes();
        double[] row = new double[axes.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = draw(axes.get(i), history, random);
        }
        return row;
    }

    @Override
    public String toString() {
        return "RandomSampler.create()";
    }
}
