package org.librate.tuning.search;

import org.librate.core.learn.Model;
import org.librate.tuning.validation.CvResult;

/**
 * Settings that were tried.
 *
 * @param number which one it was, from 0
 * @param rank 1 for the best; the same for equally good ones
 * @param result its values over the folds
 */
public record Trial<M extends Model>(int number, int rank, Settings settings, CvResult<M> result) {

    @Override
    public String toString() {
        return "Trial[" + number + ", rank " + rank + ", " + settings + "]";
    }
}
