package org.librate.tuning.study;

import org.librate.core.Check;

/**
 * What a study does when a trial throws, or returns what is not a finite number.
 *
 * <pre>{@code
 * Study.minimise("loss").onFailure(FailurePolicy.retry(2))
 * }</pre>
 *
 * @param retries how often the same trial is tried again
 * @param stops whether the study ends when a trial has failed for good
 */
public record FailurePolicy(int retries, boolean stops) {

    public FailurePolicy {
        Check.notNegative("FailurePolicy", "retries", retries);
    }

    /** It is recorded as failed, and the study goes on. */
    public static FailurePolicy skip() {
        return new FailurePolicy(0, false);
    }

    /** The study ends with what was thrown. The trial is not recorded: when the study is run again, it is run again. */
    public static FailurePolicy stop() {
        return new FailurePolicy(0, true);
    }

    /** It is run again with the same settings, so often at most; then it is recorded as failed. */
    public static FailurePolicy retry(int times) {
        Check.positive("FailurePolicy", "retries", times);
        return new FailurePolicy(times, false);
    }

    /** As often tried again, and then the study ends. */
    public FailurePolicy thenStop() {
        return new FailurePolicy(retries, true);
    }

    @Override
    public String toString() {
        return retries == 0 ? "FailurePolicy." + (stops ? "stop()" : "skip()") : "FailurePolicy.retry(" + retries + ")"
                + (stops ? ".thenStop()" : "");
    }
}
