package org.librate.benchmarks.compare;

import java.util.List;
import java.util.Locale;

/** One line of a comparison: our time, and that of each peer. */
record Result(String name, Timing ours, List<Timing> peers) {

    boolean hasRatio(int peer) {
        return ours.isMeasured() && peers.get(peer).isMeasured();
    }

    /** How many times faster we are. */
    double ratio(int peer) {
        return peers.get(peer).micros() / ours.micros();
    }

    String ratioText(int peer) {
        return hasRatio(peer) ? String.format(Locale.ROOT, "%.2f", ratio(peer)) : "-";
    }

    boolean failed() {
        return ours == Timing.FAILED || peers.contains(Timing.FAILED);
    }

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(name + "\t" + ours);
        for (int peer = 0; peer < peers.size(); peer++) {
            line.append('\t').append(peers.get(peer)).append('\t').append(ratioText(peer));
        }
        return line.toString();
    }
}
