package org.librate.nn.optim;

import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Role;

/**
 * One parameter's place in a group: for what goes by parameter, such as a norm.
 *
 * @param start its first element in the group's flat buffers
 */
public record Part(String name, Role role, long start, Shape shape) {

    /** This parameter's memory in a flat, lasting tensor of the group's length, under its own shape. Nothing is copied. */
    public Tensor of(Tensor flat) {
        return Tensor.over(flat.array().slice(start, shape)).named(name);
    }
}
