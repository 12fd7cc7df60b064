package org.librate.tuning.study.sampler;

import java.util.Arrays;

/**
 * Which trials are better: by their only goal, or with several goals by how many layers of others dominate them, and then by how much space they
 * have to themselves.
 */
final class Ranking {

    private final Known known;
    private final int[] places; // by trial, with several goals

    private Ranking(Known known, int[] places) {
        this.known = known;
        this.places = places;
    }

    static Ranking of(Known known) {
        if (known.history().goals().size() == 1) {
            return new Ranking(known, new int[0]);
        }
        int[] all = new int[known.size()];
        Arrays.setAll(all, i -> i);
        int[] order = Fronts.of(known, all).order();
        int[] places = new int[all.length];
        for (int i = 0; i < order.length; i++) {
            places[order[i]] = i;
        }
        return new Ranking(known, places);
    }

    boolean isBetter(int one, int other) {
        return places.length == 0 ? known.isBetter(one, other) : places[one] < places[other];
    }

    /** So many of these trials, the best first; failed ones never. */
    int[] best(int[] trials, int count) {
        int[] best = new int[count];
        int size = 0;
        for (int trial : trials) {
            if (known.tier(trial) < Known.FAILED && (size < count || isBetter(trial, best[size - 1]))) {
                int at = size < count ? size++ : size - 1;
                while (at > 0 && isBetter(trial, best[at - 1])) {
                    best[at] = best[at - 1];
                    at--;
                }
                best[at] = trial;
            }
        }
        return Arrays.copyOf(best, size);
    }
}
