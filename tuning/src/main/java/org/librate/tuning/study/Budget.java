package org.librate.tuning.study;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.librate.core.Check;

/**
 * How much a study may do. Trials and epochs are totals: a study that is run with {@code Budget.trials(25)} and then with {@code Budget.trials(50)}
 * has 50 trials, the same as one that was run with 50 at once. Time is that of one run.
 *
 * <pre>{@code
 * Budget.trials(100).withTime(Duration.ofMinutes(10))    // whatever is used up first
 * }</pre>
 */
public final class Budget {

    private static final String NAME = "Budget";

    private final int trials;
    private final long epochs;
    private final long nanos;

    private Budget(int trials, long epochs, long nanos) {
        this.trials = trials;
        this.epochs = epochs;
        this.nanos = nanos;
    }

    /** So many trials in all, those of earlier runs of the same study included. */
    public static Budget trials(int total) {
        Check.positive(NAME, "number of trials", total);
        return new Budget(total, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** No trial begins later than this after the run began. */
    public static Budget time(Duration time) {
        return unlimited().withTime(time);
    }

    /** No trial begins once so many reports have been made in all: each stands for an epoch. */
    public static Budget epochs(long total) {
        return unlimited().withEpochs(total);
    }

    /** No end but that of the space, or of a stop rule. */
    public static Budget unlimited() {
        return new Budget(Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    public Budget withTrials(int total) {
        Check.positive(NAME, "number of trials", total);
        return new Budget(total, epochs, nanos);
    }

    public Budget withTime(Duration time) {
        Check.require(!time.isNegative() && !time.isZero(), NAME, "time must be > 0", time);
        return new Budget(trials, epochs, time.toNanos());
    }

    public Budget withEpochs(long total) {
        Check.positive(NAME, "number of epochs", total);
        return new Budget(trials, total, nanos);
    }

    int trials() {
        return trials;
    }

    long epochs() {
        return epochs;
    }

    long nanos() {
        return nanos;
    }

    /** As in {@code Budget[100 trials, PT10M]}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (trials < Integer.MAX_VALUE) {
            parts.add(trials + " trials");
        }
        if (epochs < Long.MAX_VALUE) {
            parts.add(epochs + " epochs");
        }
        if (nanos < Long.MAX_VALUE) {
            parts.add(Duration.ofNanos(nanos).toString());
        }
        return "Budget[" + (parts.isEmpty() ? "unlimited" : String.join(", ", parts)) + "]";
    }
}
