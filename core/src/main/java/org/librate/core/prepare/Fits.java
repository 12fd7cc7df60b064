package org.librate.core.prepare;

import org.librate.core.Check;

/** Whether the arrays of a fitted step fit each other. It is asked whenever one is made, as a file may have been written by anybody. */
final class Fits {

    private Fits() {
    }

    static void length(String step, String field, int length, int expected) {
        if (length != expected) {
            Check.require(false, step, "\"" + field + "\" must have " + expected + (expected == 1 ? " value" : " values"), length);
        }
    }

    /** Numbers of things, each at least {@code least} and below {@code end}. */
    static void places(String step, String field, int[] places, int least, int end) {
        for (int place : places) {
            if (place < least || place >= end) {
                Check.require(false, step, "\"" + field + "\" must be from " + least + " to " + (end - 1), place);
            }
        }
    }
}
