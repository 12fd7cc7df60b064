package org.librate.tuning.study;

import org.librate.tuning.Threads;

/** One run of a study: threads that take trials, run them and tell what came of them. */
final class StudyRun {

    private final StudyOptions options;
    private final Session session;
    private final Objectives objectives;
    private final Limits limits;
    private volatile String ending = "";

    StudyRun(StudyOptions options, Session session, Budget budget, Objectives objectives) {
        this.options = options;
        this.session = session;
        this.objectives = objectives;
        this.limits = new Limits(budget, options.stops, new ProgressLine(options.display, options.goals, budget));
    }

    StudyResult result() {
        Threads threads = threads();
        threads.run(Math.min(threads.parallelism(), options.parallel), worker -> {
            boolean fine = false;
            try {
                work();
                fine = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Study: interrupted. What has ended is kept; run it again to go on.", e);
            } finally {
                if (!fine) {
                    limits.fail();
                    session.wake();
                }
            }
            return worker;
        });
        limits.progress().end(ending);
        return session.result(ending);
    }

    /** The width of each trial follows from how many the study runs side by side, not from the threads: it may change last bits. */
    private Threads threads() {
        if (options.threads != null) {
            return options.threads;
        }
        int cores = Runtime.getRuntime().availableProcessors();
        return Threads.parallel(Math.min(options.parallel, cores)).withWidth(Math.max(1, cores / options.parallel));
    }

    private void work() throws InterruptedException {
        while (true) {
            Session.Turn turn = session.next(limits);
            if (turn.trial() == null) {
                ending = String.valueOf(turn.over());
                return;
            }
            Trial trial = turn.trial();
            boolean told = false;
            try {
                session.end(trial, outcome(trial), limits);
                told = true;
            } finally {
                if (!told) {
                    session.abandon(trial);
                }
            }
        }
    }

    private Outcome outcome(Trial first) throws InterruptedException {
        Trial trial = first;
        while (true) {
            Throwable cause = null;
            Outcome outcome;
            try {
                double[] values = objectives.run(trial);
                if (values.length != options.goals.size() && !trial.isGivenUp()) {
                    throw new Misuse(trial + ": must return a value for each of " + options.goals + ", got " + values.length + ".");
                }
                outcome = trial.completed(values);
            } catch (Misuse | InterruptedException e) {
                throw e;
            } catch (Exception | OutOfMemoryError | StackOverflowError | AssertionError e) {
                cause = e;
                outcome = trial.failed(e.toString());
            }
            if (outcome.state() != TrialState.FAILED) {
                return outcome;
            }
            if (trial.attempt() < options.failures.retries()) {
                trial = session.again(trial);
            } else if (options.failures.stops()) {
                throw new IllegalStateException("Study: " + trial + " failed, " + outcome.failure() + ". It is run again when the study is.", cause);
            } else {
                return outcome;
            }
        }
    }
}
