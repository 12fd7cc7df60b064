package org.librate.tuning.study;

/** One trial: asks for its settings, does the work, and returns what it reached. Called by several threads if the study runs trials side by side. */
@FunctionalInterface
public interface Objective {

    double run(Trial trial) throws Exception;
}
