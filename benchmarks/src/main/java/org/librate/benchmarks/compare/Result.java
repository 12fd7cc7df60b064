package org.librate.benchmarks.compare;

import java.util.Locale;

/** One line of a comparison. */
record Result(String name, Timing ours, Timing peer) {

    boolean hasRatio() {
        return ours.isMeasured() && peer.isMeasured();
    }

    /** How many times faster we are. */
    double ratio() {
        return peer.micros() / ours.micros();
    }

    String ratioText() {
        return hasRatio() ? String.format(Locale.ROOT, "%.2f", ratio()) : "-";
    }

    @Override
    public String toString() {
        return name + "\t" + ours + "\t" + peer + "\t" + ratioText();
    }
}
