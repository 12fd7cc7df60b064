package org.librate.metrics.classification;

/** The harmonic mean of precision and recall: {@link FBeta} with β = 1. Undefined where precision or recall is. */
public final class F1 {

    private F1() {
    }

    /** Of class 1 of two. */
    public static ClassRate metric() {
        return FBeta.of(1);
    }

    /** Of one class of any number. */
    public static ClassRate of(int index) {
        return FBeta.of(1, index);
    }

    /** The mean over the classes. */
    public static ClassRate macro() {
        return metric().macro();
    }

    /** From the counts of all classes together. */
    public static ClassRate micro() {
        return metric().micro();
    }

    /** The mean over the classes by how often they occur. */
    public static ClassRate weighted() {
        return metric().weighted();
    }
}
