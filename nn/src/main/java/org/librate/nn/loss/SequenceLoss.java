package org.librate.nn.loss;

import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/**
 * A loss that compares whole sequences, whose outputs and targets may be of different lengths, and so has to know both. Other losses are asked about
 * one step after another.
 */
public interface SequenceLoss extends Loss {

    /**
     * The loss of each row.
     *
     * @param output {@code [n, time, ..]}
     * @param outputLengths how many steps of each row's output are real, INT32 {@code [n]}
     * @param target {@code [n, steps, ..]}
     * @param targetLengths how many steps of each row's target are real, INT32 {@code [n]}
     * @return {@code [n]}
     */
    Tensor perRow(Tensor output, Tensor outputLengths, Tensor target, Tensor targetLengths);

    /** Where every step is real. */
    @Override
    default Tensor perRow(Tensor output, Tensor target) {
        return perRow(output, whole(output), target, whole(target));
    }

    private static Tensor whole(Tensor sequences) {
        return Tensor.full(DType.INT32, Shape.of(sequences.dim(0)), sequences.dim(1));
    }
}
