package org.librate.nn.loss;

import org.librate.core.Tensor;

/** What training makes small: one number for each row of a batch, so that rows can be weighted. */
public interface Loss {

    /**
     * The loss of each row.
     *
     * @param output what the network gave, {@code [n, ..]}
     * @param target what it should have given; its shape and type are the loss's to say
     * @return {@code [n]}
     */
    Tensor perRow(Tensor output, Tensor target);
}
