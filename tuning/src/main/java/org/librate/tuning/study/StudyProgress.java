package org.librate.tuning.study;

import java.util.Optional;

/** A study while it runs, as callbacks see it. */
public interface StudyProgress {

    /** How many trials have ended. */
    int trials();

    /** The best feasible trial by the first goal so far. */
    Optional<TrialResult> best();

    /** Asks that no further trial begins. The reason stands in the result. */
    void stop(String reason);
}
