package org.librate.tuning.surrogate;

import org.librate.core.random.RandomStream;

/** A model of a function that is costly to ask, of which it has seen some values. */
public interface Surrogate {

    /** What it believes of the function's value at a place. */
    Belief at(double[] place);

    /** The same for many places at once, which may be faster. */
    default Belief[] at(double[][] places) {
        Belief[] beliefs = new Belief[places.length];
        for (int i = 0; i < beliefs.length; i++) {
            beliefs[i] = at(places[i]);
        }
        return beliefs;
    }

    /** One function that may be the true one, by its values at these places. */
    double[] draw(double[][] places, RandomStream random);

    /** The lowest value it believes the function to have at one of the places it has seen. */
    double best();
}
