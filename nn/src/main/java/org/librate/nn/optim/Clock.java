package org.librate.nn.optim;

import org.librate.core.Tensor;

/**
 * What changes from step to step and must reach a recorded step: assigned before each.
 *
 * @param rate the learning rate of this group now, float, one element
 * @param step the number of this update, int64, one element, from 1
 */
public record Clock(Tensor rate, Tensor step) {
}
