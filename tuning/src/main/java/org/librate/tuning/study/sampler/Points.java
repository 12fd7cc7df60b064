package org.librate.tuning.study.sampler;

import java.util.List;
import org.librate.core.random.RandomSource;
import org.librate.tuning.study.Axis;
import org.librate.tuning.study.History;
import org.librate.tuning.study.Sampler;

/** What sequences of points have in common. */
final class Points {

    /** A trial's place on an axis, between 0 and 1. */
    interface Place {
        double of(Axis axis, int dimension);
    }

    private Points() {
    }

    /** The trial's point where there is one; drawn at random on further axes, and when the point was refused. */
    static double[] propose(History history, RandomSource random, int dimensions, Place place, Sampler sampler) {
        List<Axis> axes = history.axes();
        boolean refused = random.key() != History.randomness(random.seed(), history.next()).key();
        double[] row = new double[axes.size()];
        for (int i = 0; i < row.length; i++) {
            Axis axis = axes.get(i);
            row[i] = refused || i >= dimensions ? sampler.draw(axis, history, random) : axis.atUnit(place.of(axis, i));
        }
        return row;
    }
}
