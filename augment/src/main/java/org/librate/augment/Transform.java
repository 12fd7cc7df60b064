package org.librate.augment;

/**
 * A way to change a sample at random: a value that says what may be drawn, and holds no state. Safe for any number of threads.
 *
 * @param <S> what is changed: an image with all that belongs to it, a text, a series, a row
 */
public interface Transform<S> {

    /** Draws what to do, and does it. The sample given stays as it was. */
    Applied<S> apply(S sample, Draw draw);

    /** How it is called: by its numbers among others, in files, and on preview sheets. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** This with a probability, else nothing. */
    default Transform<S> withProbability(double probability) {
        return new Sometimes<>(probability, this);
    }
}
