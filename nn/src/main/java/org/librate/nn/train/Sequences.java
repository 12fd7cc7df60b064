package org.librate.nn.train;

import java.util.List;
import org.librate.core.Tensor;
import org.librate.nn.Pass;

/**
 * Which tensors of a batch have lengths. As a step's inputs these come after the batch's inputs and target, in the same order.
 *
 * @param inputs the numbers of the inputs that have
 * @param target whether the target has
 */
record Sequences(List<Integer> inputs, boolean target) {

    static final Sequences NONE = new Sequences(List.of(), false);

    Sequences {
        inputs = List.copyOf(inputs);
    }

    /** How many tensors of lengths there are. */
    int count() {
        return inputs.size() + (target ? 1 : 0);
    }

    /** The pass that knows the lengths of its inputs. */
    Pass pass(Pass plain, List<Tensor> batch, List<Tensor> lengths) {
        Pass pass = plain;
        for (int i = 0; i < inputs.size(); i++) {
            pass = pass.withLengths(batch.get(inputs.get(i)), lengths.get(i));
        }
        return pass;
    }
}
