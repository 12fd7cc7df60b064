package org.librate.tuning.study;

/**
 * Decides while a trial runs whether it is losing. A value like a {@link Sampler}: the answer is a function of what it is shown. Calls never overlap.
 */
@FunctionalInterface
public interface Pruner {

    /**
     * Whether a trial should be given up.
     *
     * @param history what was known when the trial began; it is trial {@link History#next}
     * @param steps the steps at which it has reported, rising
     * @param losses what it reported then, turned so that less is better
     */
    boolean prunes(History history, int[] steps, double[] losses);
}
