package org.librate.core;

/**
 * Elements in order, and where each of them was.
 *
 * @param values the elements, in order along the axis
 * @param indices their int64 positions along the axis before
 */
public record Sorted(Tensor values, Tensor indices) {
}
