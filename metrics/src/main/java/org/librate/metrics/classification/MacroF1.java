package org.librate.metrics.classification;

/** The mean F1 of the classes, each as important as the other: {@link F1#macro}. */
public final class MacroF1 {

    private MacroF1() {
    }

    public static ClassRate metric() {
        return F1.macro();
    }
}
