package org.librate.nn.train;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/** Where batches come from: a data set in a fixed order for each epoch. */
interface Feed {

    /** What belongs to some rows. Valid until the next batch is asked for. */
    record Rows(List<Tensor> inputs, Tensor target, @Nullable Tensor weights) {

        /** All of it, as a step's inputs. */
        Tensor[] all() {
            Tensor[] all = new Tensor[inputs.size() + (weights == null ? 1 : 2)];
            for (int i = 0; i < inputs.size(); i++) {
                all[i] = inputs.get(i);
            }
            all[inputs.size()] = target;
            if (weights != null) {
                all[inputs.size() + 1] = weights;
            }
            return all;
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

    /** How many batches an epoch has. */
    int batches();

    /** What the data are, for telling them from others. */
    String describe();

    /** What the data call their classes; empty where they do not say. */
    List<String> classNames();

    /** An epoch (from 1) from a batch on (from 0). */
    Flow open(int epoch, int fromBatch);
}
