package org.librate.core;

/**
 * A normalised batch, and the statistics it was normalised by: for running averages.
 *
 * @param output of the input's shape
 * @param mean of each channel
 * @param variance of each channel (population)
 */
public record Normalized(Tensor output, Tensor mean, Tensor variance) {
}
