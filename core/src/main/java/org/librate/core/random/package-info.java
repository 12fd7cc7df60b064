/**
 * Randomness as a function: a number depends on the seed, the names of its stream, the epoch and its index, and on nothing else.
 *
 * <pre>{@code
 * RandomSource random = RandomSource.of(42);
 * int[] order = random.stream("shuffle").at(epoch).permutation(rows);
 * double u = random.stream("augment").at(epoch, step).uniform(row);
 * }</pre>
 *
 * <p>There is no state to save, to lock or to advance: the same call gives the same number on every thread, after a resume,
 * on every platform, and whatever other streams are used for.
 */
@NullMarked
package org.librate.core.random;

import org.jspecify.annotations.NullMarked;
