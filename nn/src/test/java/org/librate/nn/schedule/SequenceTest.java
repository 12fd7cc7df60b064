package org.librate.nn.schedule;

import java.util.Map;

class SequenceTest extends ScheduleContract {

    @Override
    Schedule schedule() {
        return Warmup.overEpochs(1).thenAfterEpochs(2, StepDecay.everyEpochs(1)).thenAfterSteps(35, Constant.of(0.5));
    }

    @Override
    Schedule again() {
        return Warmup.overEpochs(1).thenAfterEpochs(2, StepDecay.everyEpochs(1)).thenAfterSteps(35, Constant.of(0.5));
    }

    @Override
    String printed() {
        return "Sequence[Sequence[Warmup[length=1 epochs, start=0.0], after 2 epochs StepDecay[every=1 epochs, factor=0.1]], after 35 steps "
                + "Constant[factor=0.5]]";
    }

    @Override
    Map<Long, Double> factors() {
        return Map.of(0L, 0.1, 9L, 1.0, 20L, 1.0, 29L, 1.0, 30L, 0.1, 34L, 0.1, 35L, 0.5);
    }
}
