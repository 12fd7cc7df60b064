package org.librate.tuning.study;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Decides while a trial runs whether it is losing. A value like a {@link Sampler}: the answer is a function of what it is shown. Calls never overlap.
 * {@code toString} names it with all its options: a journal remembers it.
 *
 * <pre>{@code
 * Pruner hopeless = (history, steps, losses) -> losses[losses.length - 1] > 10;
 * }</pre>
 */
@FunctionalInterface
public interface Pruner {

    /**
     * Whether a trial should be given up.
     *
     * @param history what was known when the trial began; it is trial {@link History#next}
     * @param steps the steps at which it has reported, rising
     * @param losses what it reported then, turned so that less is better; may be NaN
     */
    boolean prunes(History history, int[] steps, double[] losses);

    /**
     * The same where each report has a value for each goal, or for the first only. Decides by the first goal unless said otherwise.
     *
     * @param losses what it reported at each step, of each goal
     */
    default boolean prunesFor(History history, int[] steps, double[][] losses) {
        return prunes(history, steps, Arrays.stream(losses).mapToDouble(report -> report[0]).toArray());
    }

    /**
     * A trial that was given up and now looks worth going on with: the trial that begins, {@link History#next}, has its settings, its reports and its
     * folder. It must have been pruned and not been gone on with before. None unless said otherwise.
     */
    default OptionalInt promotes(History history) {
        return OptionalInt.empty();
    }

    /**
     * How many of the first trials must have ended before {@link History#next} begins, beyond what follows from the trials that run side by side:
     * for a pruner that compares all of a group before one of them goes on. Asked again with the history of so many until it is content. 0 unless
     * said otherwise.
     */
    default int settled(History history) {
        return 0;
    }
}
