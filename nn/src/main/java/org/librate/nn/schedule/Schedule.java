package org.librate.nn.schedule;

/**
 * How the learning rate moves: a factor on the optimizer's rate for each update. A pure function, so a resumed run continues where it was.
 *
 * <pre>{@code
 * Cosine.overEpochs(30).withWarmupEpochs(2)
 * Warmup.overEpochs(5).thenAfterEpochs(5, StepDecay.everyEpochs(10))
 * }</pre>
 */
@FunctionalInterface
public interface Schedule {

    /**
     * @param step the updates done so far, from 0
     * @param stepsPerEpoch how many updates an epoch has
     */
    double factor(long step, long stepsPerEpoch);

    /** This schedule for so many epochs, then the next, which begins at its own start. */
    default Schedule thenAfterEpochs(double epochs, Schedule next) {
        return new Sequence(this, Span.ofEpochs(epochs), next);
    }

    /** This schedule for so many updates, then the next, which begins at its own start. */
    default Schedule thenAfterSteps(long steps, Schedule next) {
        return new Sequence(this, Span.ofSteps(steps), next);
    }
}
