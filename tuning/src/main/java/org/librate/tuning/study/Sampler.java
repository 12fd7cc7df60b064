package org.librate.tuning.study;

import org.librate.core.random.RandomSource;

/**
 * How a study finds what to try next.
 *
 * <p>A sampler is a value: it remembers nothing. What it proposes is a function of the history it is shown and the randomness it is given, so that a
 * study has the same trials on any number of threads and after any interruption. What it computes from a history may be kept in {@link History#memo},
 * which lives as long as the study does in this process and starts empty after a resume. Calls never overlap. {@code toString} names the sampler with
 * all its options: a journal remembers it.
 *
 * <pre>{@code
 * record Middle() implements Sampler {
 *     public double[] propose(History history, RandomSource random) {
 *         return history.axes().stream().mapToDouble(axis -> axis.atUnit(0.5)).toArray();
 *     }
 * }
 * }</pre>
 */
public interface Sampler {

    /**
     * A value for each axis of the history: what trial {@link History#next} is to try. NaN leaves a value to {@link #draw}. Values of axes that turn
     * out not to be there in this trial are ignored. Called once for each trial in the order of their numbers, and again with other randomness if the
     * space does not allow what was proposed.
     */
    double[] propose(History history, RandomSource random);

    /**
     * A value for a parameter that was not proposed: one that no known trial had, asked for while the trial runs. Drawn evenly unless said otherwise.
     * The history is the one of {@link #propose}, but later trials may have begun since, so nothing kept in it may be younger than its size.
     */
    default double draw(Axis axis, History history, RandomSource random) {
        return axis.atUnit(random.stream(axis.name()).at(0).uniform(0));
    }

    /** The only values that this sampler takes of a parameter, in rising order; empty if it takes all. */
    default double[] only(Axis axis) {
        return new double[0];
    }

    /**
     * Whether this sampler walks through all there is: values that were not proposed are then the first ones that lead to something new, and no trial
     * is repeated even if repeats are allowed.
     */
    default boolean isExhaustive() {
        return false;
    }
}
