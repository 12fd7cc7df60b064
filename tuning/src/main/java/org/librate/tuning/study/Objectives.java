package org.librate.tuning.study;

/**
 * One trial of a study with several goals: returns a value for each, in their order. Called by several threads if the study runs trials side by side.
 */
@FunctionalInterface
public interface Objectives {

    double[] run(Trial trial) throws Exception;
}
