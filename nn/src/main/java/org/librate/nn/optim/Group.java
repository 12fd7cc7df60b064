package org.librate.nn.optim;

import org.librate.core.Tensor;

/**
 * A stretch of the flat buffers that is updated alike.
 *
 * @param values the parameters, flat
 * @param gradients their gradients, flat
 * @param decays whether weight decay acts on them: on weights, not on biases and scales
 */
public record Group(Tensor values, Tensor gradients, boolean decays) {
}
