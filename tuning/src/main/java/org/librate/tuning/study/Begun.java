package org.librate.tuning.study;

import org.librate.core.random.RandomSource;
import org.librate.tuning.search.Settings;

/**
 * What a trial begins with.
 *
 * @param history what was known then
 * @param row what was proposed, one number for each axis of the history
 * @param given values that were said beforehand
 * @param continues the trial that it goes on with; -1 if it begins anew
 * @param root the first of the trials that go on with each other; itself if it begins anew
 */
record Begun(int number, History history, double[] row, Settings given, RandomSource random, int continues, int root) {
}
