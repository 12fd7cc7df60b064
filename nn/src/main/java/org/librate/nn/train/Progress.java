package org.librate.nn.train;

import java.util.List;
import org.librate.nn.Network;

/** A training run as callbacks see it while it goes on. */
public interface Progress {

    /** The epoch that runs or has just ended, from 1; 0 before the first. */
    int epoch();

    /** How many epochs are planned. */
    int epochs();

    /** The batches of this epoch done so far. */
    int batch();

    /** The batches of an epoch. */
    int batches();

    /** The updates of the weights done so far. */
    long updates();

    /** The loss of the last batch. */
    double loss();

    /** The learning rate of the last update. */
    double rate();

    /** The epochs that are done. */
    List<EpochResult> results();

    /** The network in training. Weights read here are those of this moment. */
    Network network();

    /** Asks to stop, after this batch or epoch. The reason goes into the history. */
    void stop(String reason);
}
