package org.librate.nn.train;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Batch;
import org.librate.nn.Pass;

/** Where batches come from: a data set in a fixed order for each epoch. */
interface Feed {

    /** What belongs to some rows. Valid until the next batch is asked for. */
    record Rows(List<Tensor> inputs, Tensor target, @Nullable Tensor weights, List<Tensor> lengths, Sequences sequences, Batch source) {

        /** The number that a row of the batch has in the data set. */
        int row(int place) {
            return source.rows()[place];
        }

        /** All of it, as a step's inputs. */
        Tensor[] all() {
            Tensor[] all = new Tensor[inputs.size() + lengths.size() + (weights == null ? 1 : 2)];
            for (int i = 0; i < inputs.size(); i++) {
                all[i] = inputs.get(i);
            }
            all[inputs.size()] = target;
            for (int i = 0; i < lengths.size(); i++) {
                all[inputs.size() + 1 + i] = lengths.get(i);
            }
            if (weights != null) {
                all[all.length - 1] = weights;
            }
            return all;
        }

        /** The pass that knows which steps are real. */
        Pass in(Pass plain) {
            return sequences.pass(plain, inputs, lengths);
        }
    }

    /** The batches of one epoch, in order. */
    interface Flow extends AutoCloseable {

        /** The next batch, or null after the last. */
        @Nullable Rows next();

        @Override
        void close();
    }

    /** The shape of one sample of each input. */
    List<Shape> inputs();

    /** Which of the tensors are padded. */
    Sequences sequences();

    /** Shows the labels of all rows, if they are at hand. */
    void checkLabels(TargetCheck check);

    /** The class of each row, if it is at hand; else none. */
    int[] labelsAtHand();

    /** How many batches an epoch has. */
    int batches();

    /** What the data are, for telling them from others. */
    String describe();

    /** What the data call their classes; empty where they do not say. */
    List<String> classNames();

    /** An epoch (from 1) from a batch on (from 0). */
    Flow open(int epoch, int fromBatch);
}
