package org.librate.metrics.ranking;

import java.util.Comparator;
import java.util.stream.DoubleStream;
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
        return (int) DoubleStream.of(relevances).filter(relevance -> relevance > 0).count();
    }

    /** How many relevant items are in the first k places. */
    static int hits(double[] scores, double[] relevances, int k) {
        return (int) DoubleStream.of(relevances(scores, relevances)).limit(k).filter(relevance -> relevance > 0).count();
    }

    /** What a metric of the first k places adds to its name; nothing where all of them count. */
    static String suffix(int k) {
        return k == Integer.MAX_VALUE ? "" : "_at_" + k;
    }
}
