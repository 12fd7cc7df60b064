package org.librate.nn.schedule;

/**
 * How the learning rate moves: a factor on the optimizer's rate for each update. A pure function, so a resumed run continues where it was.
 */
@FunctionalInterface
public interface Schedule {

    /**
     * @param step the updates done so far, from 0
     * @param stepsPerEpoch how many updates an epoch has
     */
    double factor(long step, long stepsPerEpoch);
}
