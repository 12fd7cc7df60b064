package org.librate.metrics.classification;

/** The area under the precision–recall curve: another name of {@link AveragePrecision}. */
public final class PrAuc {

    private PrAuc() {
    }

    /** Of class 1 of two. */
    public static AveragePrecision metric() {
        return AveragePrecision.metric();
    }

    /** The mean over each class against the rest. */
    public static AveragePrecision macro() {
        return AveragePrecision.macro();
    }
}
