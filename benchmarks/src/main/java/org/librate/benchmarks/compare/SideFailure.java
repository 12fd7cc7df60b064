package org.librate.benchmarks.compare;

/** A side could not do what it was asked: it says why, or its last output does. */
final class SideFailure extends RuntimeException {

    SideFailure(String message) {
        super(message);
    }
}
