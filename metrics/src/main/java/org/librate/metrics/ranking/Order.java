package org.librate.metrics.ranking;

import java.util.Comparator;
import java.util.stream.IntStream;

/** The order that scores put items in. */
final class Order {

    private Order() {
    }

    /**
     * Relevances from the highest score down. Of items with the same score the least relevant comes first: otherwise, giving all the same score
     * could look like a good order by luck of where items stood.
     */
    static double[] relevances(double[] scores, double[] relevances) {
        return IntStream.range(0, scores.length).boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -scores[i]).thenComparingDouble(i -> relevances[i]))
                .mapToDouble(i -> relevances[i]).toArray();
    }

    static int relevant(double[] relevances) {
        int count = 0;
        for (double relevance : relevances) {
            count += relevance > 0 ? 1 : 0;
        }
        return count;
    }
}
