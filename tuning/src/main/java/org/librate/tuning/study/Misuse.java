package org.librate.tuning.study;

/** The program around a study is wrong, not this trial: it ends the study instead of being recorded as a failure. */
final class Misuse extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    Misuse(String message) {
        super(message);
    }
}
