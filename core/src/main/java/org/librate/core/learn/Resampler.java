package org.librate.core.learn;

import org.librate.core.random.RandomSource;
import org.librate.core.table.Table;

/**
 * Adds rows to the training rows, or takes some away, to balance classes. It acts while a model is fitted and at no other time: it has no fitted form
 * that could be applied to rows to predict for.
 */
public interface Resampler {

    /** Other training rows; the same ones for the same source. */
    Table resample(Table train, RandomSource random);
}
