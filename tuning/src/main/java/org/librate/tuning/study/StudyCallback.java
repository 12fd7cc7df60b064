package org.librate.tuning.study;

/** Told of each trial that has ended, in the order of their numbers. Calls never overlap. */
@FunctionalInterface
public interface StudyCallback {

    void onTrial(TrialResult trial, StudyProgress progress);
}
