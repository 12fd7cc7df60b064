package org.librate.tuning.surrogate;

/**
 * What a surrogate takes a function's value to be: normally distributed.
 *
 * @param mean the value it expects
 * @param deviation how unsure it is, without the noise of a measurement
 */
public record Belief(double mean, double deviation) {
}
