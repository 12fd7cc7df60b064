package org.librate.tuning.study;

import java.util.Arrays;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

/**
 * How much of the variance of a forest of regression trees each coordinate explains alone.
 *
 * <p>A tree is constant in boxes. The mean over all other coordinates is then a step function of one, that is known exactly: each box adds its value,
 * times the share of the space that it takes in the other coordinates, over its range in this one. Coordinates are from 0 to 1, evenly weighted; NaN,
 * where a trial has no such coordinate, is the place −1, and weighs as much as it is frequent.
 */
final class Fanova {

    private static final double ABSENT = -1;
    private static final int LEAST = 2;       // trials in a node that is split
    private static final double SHARE = 0.7;  // of the coordinates are looked at for a split

    private final double[][] x;
    private final double[] y;
    private final double[] absent; // how frequently a coordinate is not there
    private final RandomStream random;
    private long draws;
    private final double[] low;    // of the box of a node
    private final double[] high;
    private int leaves;
    private double[] values;
    private double[][] lows;       // of the leaves' boxes
    private double[][] highs;

    private Fanova(double[][] units, double[] losses, RandomStream random) {
        this.x = new double[units.length][];
        this.absent = new double[units.length];
        for (int i = 0; i < units.length; i++) {
            x[i] = Arrays.stream(units[i]).map(unit -> Double.isNaN(unit) ? ABSENT : unit).toArray();
            absent[i] = Arrays.stream(units[i]).filter(Double::isNaN).count() / (double) losses.length;
        }
        this.y = losses;
        this.random = random;
        this.low = new double[x.length];
        this.high = new double[x.length];
        this.values = new double[y.length];
        this.lows = new double[y.length][];
        this.highs = new double[y.length][];
    }

    static double[] mainEffects(double[][] units, double[] losses, int trees, RandomSource random) {
        double[] shares = new double[units.length];
        int counted = 0;
        for (int tree = 0; tree < trees; tree++) {
            Fanova one = new Fanova(units, losses, random.at(tree));
            one.grow();
            counted += one.addShares(shares) ? 1 : 0;
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= Math.max(1, counted);
        }
        return shares;
    }

    private int draw(int bound) {
        return Math.min(bound - 1, (int) (random.uniform(draws++) * bound));
    }

    private void grow() {
        int[] rows = new int[y.length];
        Arrays.setAll(rows, i -> draw(rows.length)); // with repeats
        Arrays.fill(low, ABSENT - 1);
        Arrays.fill(high, 1);
        split(rows);
    }

    private void split(int[] rows) {
        int best = -1;
        double cut = 0;
        double gain = 1e-12;
        int looked = Math.max(1, (int) Math.ceil(SHARE * x.length));
        int[] order = new int[x.length];
        Arrays.setAll(order, i -> i);
        for (int i = 0; i < looked && rows.length >= LEAST; i++) {
            int j = i + draw(order.length - i);
            int coordinate = order[j];
            order[j] = order[i];
            order[i] = coordinate;
            Integer[] sorted = Arrays.stream(rows).boxed().sorted((a, b) -> Double.compare(x[coordinate][a],
                    x[coordinate][b])).toArray(Integer[]::new);
            double mean = Arrays.stream(rows).mapToDouble(row -> y[row]).average().orElse(0);
            double left = 0;
            for (int k = 1; k < sorted.length; k++) {
                left += y[sorted[k - 1]] - mean;
                double before = x[coordinate][sorted[k - 1]];
                double after = x[coordinate][sorted[k]];
                double less = left * left / k + left * left / (sorted.length - k); // by so much the squares sum to less
                if (before < after && less > gain) {
                    gain = less;
                    best = coordinate;
                    cut = before == ABSENT ? ABSENT / 2 : (before + after) / 2;
                }
            }
        }
        if (best < 0) {
            values[leaves] = Arrays.stream(rows).mapToDouble(row -> y[row]).average().orElse(0);
            lows[leaves] = low.clone();
            highs[leaves++] = high.clone();
            return;
        }
        int coordinate = best;
        double at = cut;
        double end = high[coordinate];
        high[coordinate] = at;
        split(Arrays.stream(rows).filter(row -> x[coordinate][row] <= at).toArray());
        high[coordinate] = end;
        double start = low[coordinate];
        low[coordinate] = at;
        split(Arrays.stream(rows).filter(row -> x[coordinate][row] > at).toArray());
        low[coordinate] = start;
    }

    /** How much of a coordinate is between two places. */
    private double weight(int coordinate, double from, double to) {
        double there = Math.max(0, Math.min(1, to) - Math.max(0, from));
        return (from < ABSENT && ABSENT <= to ? absent[coordinate] : 0) + (1 - absent[coordinate]) * there;
    }

    private boolean addShares(double[] shares) {
        double[] weights = new double[leaves];
        double mean = 0;
        for (int leaf = 0; leaf < leaves; leaf++) {
            weights[leaf] = 1;
            for (int i = 0; i < x.length; i++) {
                weights[leaf] *= weight(i, lows[leaf][i], highs[leaf][i]);
            }
            mean += weights[leaf] * values[leaf];
        }
        double variance = 0;
        for (int leaf = 0; leaf < leaves; leaf++) {
            variance += weights[leaf] * (values[leaf] - mean) * (values[leaf] - mean);
        }
        if (!(variance > 0)) {
            return false;
        }
        for (int i = 0; i < x.length; i++) {
            shares[i] += alone(i, weights, mean) / variance;
        }
        return true;
    }

    private double alone(int coordinate, double[] weights, double mean) {
        double[] ends = new double[2 * leaves];
        for (int leaf = 0; leaf < leaves; leaf++) {
            ends[2 * leaf] = lows[leaf][coordinate];
            ends[2 * leaf + 1] = highs[leaf][coordinate];
        }
        double[] places = Arrays.stream(ends).sorted().distinct().toArray();
        double[] changes = new double[places.length]; // of the mean over the others, at each place
        for (int leaf = 0; leaf < leaves; leaf++) {
            double own = weight(coordinate, lows[leaf][coordinate], highs[leaf][coordinate]);
            if (own > 0) {
                double added = values[leaf] * weights[leaf] / own;
                changes[Arrays.binarySearch(places, lows[leaf][coordinate])] += added;
                changes[Arrays.binarySearch(places, highs[leaf][coordinate])] -= added;
            }
        }
        double variance = 0;
        double level = 0;
        for (int i = 0; i + 1 < places.length; i++) {
            level += changes[i];
            variance += weight(coordinate, places[i], places[i + 1]) * (level - mean) * (level - mean);
        }
        return variance;
    }
}
