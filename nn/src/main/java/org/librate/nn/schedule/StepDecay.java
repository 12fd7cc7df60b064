package org.librate.nn.schedule;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.librate.core.Check;

/**
 * The rate is multiplied by a factor now and then: every so often, or at given times.
 *
 * <pre>{@code
 * StepDecay.everyEpochs(10).withFactor(0.5)
 * StepDecay.atEpochs(60, 80)
 * }</pre>
 */
public final class StepDecay implements Schedule {

    private final List<Span> times;
    private final boolean repeated;
    private final double factor;

    private StepDecay(List<Span> times, boolean repeated, double factor) {
        this.times = times;
        this.repeated = repeated;
        this.factor = Check.positive("StepDecay", "factor", factor);
    }

    public static StepDecay everyEpochs(double epochs) {
        return new StepDecay(List.of(Span.ofEpochs(epochs).checked("StepDecay")), true, 0.1);
    }

    public static StepDecay everySteps(long steps) {
        return new StepDecay(List.of(Span.ofSteps(steps).checked("StepDecay")), true, 0.1);
    }

    public static StepDecay atEpochs(double... epochs) {
        return at(DoubleStream.of(epochs).mapToObj(Span::ofEpochs).toList());
    }

    public static StepDecay atSteps(long... steps) {
        return at(LongStream.of(steps).mapToObj(Span::ofSteps).toList());
    }

    private static StepDecay at(List<Span> times) {
        for (int i = 1; i < times.size(); i++) {
            Check.require(times.get(i).length() > times.get(i - 1).length(), "StepDecay", "times must rise", times);
        }
        Check.require(!times.isEmpty(), "StepDecay", "needs at least one time", "none");
        return new StepDecay(times, false, 0.1);
    }

    /** What the rate is multiplied by each time; 0.1 unless said. */
    public StepDecay withFactor(double factor) {
        return new StepDecay(times, repeated, factor);
    }

    @Override
    public double factor(long step, long stepsPerEpoch) {
        double steps = repeated ? Math.floor(times.get(0).passed(step, stepsPerEpoch))
                : times.stream().filter(time -> step >= time.steps(stepsPerEpoch)).count();
        return Math.pow(factor, steps);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StepDecay decay && times.equals(decay.times) && repeated == decay.repeated && factor == decay.factor;
    }

    @Override
    public int hashCode() {
        return times.hashCode() * 31 + Double.hashCode(factor);
    }

    @Override
    public String toString() {
        return "StepDecay[" + (repeated ? "every=" + times.get(0) : "at=" + times) + ", factor=" + factor + "]";
    }
}
