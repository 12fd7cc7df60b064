package org.librate.nn.train;

import java.util.List;
import java.util.Optional;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.learn.PriorCorrection;
import org.librate.core.metric.Metric;
import org.librate.nn.Network;
import org.librate.nn.loss.Loss;

/** What differs between training a classifier and a regressor. */
interface Task<M> {

    Loss defaultLoss();

    List<Metric> defaultMetrics();

    /** Complains unless a network with this output can do it. */
    void checkOutput(Shape output);

    /** Whether a network of this output answers at every step of a sequence, and is judged at every one, not once for each row. */
    boolean answersSteps(Shape output, boolean padded);

    /** Targets as losses take them. */
    Tensor target(Tensor raw);

    /** What metrics see, from the network's output. */
    Tensor scores(Tensor output);

    /** The class number of each row, int32 or int64 {@code [n]}, for class weights. */
    Tensor classes(Tensor raw);

    M model(Network network, History history, Provenance provenance);

    /** The same model with probabilities for classes that are as frequent as this says. */
    default M corrected(M model, Optional<PriorCorrection> shares) {
        return model;
    }
}
