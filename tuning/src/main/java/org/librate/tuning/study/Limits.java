package org.librate.tuning.study;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.librate.nn.train.Display;

/** When one run of a study ends. */
final class Limits {

    private final Budget budget;
    private final List<StopRule> rules;
    private final long begun = System.nanoTime();
    private volatile @Nullable String stopped;
    private volatile boolean failed;
    private final ProgressLine progress;

    Limits(Budget budget, List<StopRule> rules, ProgressLine progress) {
        this.budget = budget;
        this.rules = rules;
        this.progress = progress;
    }

    static Limits none() {
        return new Limits(Budget.unlimited(), List.of(), new ProgressLine(Display.SILENT, List.of(), Budget.unlimited()));
    }

    ProgressLine progress() {
        return progress;
    }

    int trials() {
        return budget.trials();
    }

    void stop(String reason) {
        stopped = reason;
    }

    /** Something was thrown: nobody begins another trial. */
    void fail() {
        failed = true;
    }

    boolean hasFailed() {
        return failed;
    }

    /** Why the trial of this number should not begin whatever is known, if so. */
    Optional<String> reason(int number) {
        String asked = stopped;
        if (asked != null) {
            return Optional.of(asked);
        }
        if (number >= budget.trials()) {
            return Optional.of("all " + budget.trials() + " trials are done");
        }
        return System.nanoTime() - begun >= budget.nanos() ? Optional.of("the time is used up") : Optional.empty();
    }

    /** Why no trial should begin that knows this, if so. It depends on no thread. */
    Optional<String> reason(History history, int epochs) {
        if (epochs >= budget.epochs()) {
            return Optional.of("all " + budget.epochs() + " epochs are used up");
        }
        for (StopRule rule : rules) {
            Optional<String> reason = rule.reason(history);
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }
}
