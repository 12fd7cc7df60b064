package org.librate.core.prepare;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.librate.core.internal.SpecialFunctions;
import org.librate.core.random.RandomStream;

/**
 * How much one quantity tells of another, in nats; estimated by the distances to the 3 nearest neighbours where one is continuous: of two continuous
 * ones by Kraskov, Stögbauer and Grassberger (2004), of a continuous and a discrete one by Ross (2014). Continuous values are first divided by their
 * deviation and moved by a noise of 10⁻¹⁰, so that no two are equal. In one dimension neighbours are found by sorting.
 */
final class MutualInformation {

    private static final int NEIGHBORS = 3;

    private MutualInformation() {
    }

    /** Values that the estimates can work on. */
    static double[] continuous(double[] values, RandomStream noise) {
        double mean = Stats.mean(values);
        double variance = Stats.variance(values, mean);
        double deviation = Stats.isConstant(variance, mean, values.length) ? 1 : Math.sqrt(variance);
        double size = 0;
        for (double value : values) {
            size += Math.abs(value / deviation) / values.length;
        }
        double[] moved = noise.normals(values.length);
        for (int i = 0; i < moved.length; i++) {
            moved[i] = values[i] / deviation + 1e-10 * Math.max(1, size) * moved[i];
        }
        return moved;
    }

    /** Of two discrete quantities: Σ p(a, b) log (p(a, b) / p(a) p(b)). */
    static double discrete(double[] a, double[] b) {
        Map<Double, Integer> ofA = new HashMap<>();
        Map<Double, Integer> ofB = new HashMap<>();
        Map<Long, Integer> ofBoth = new HashMap<>();
        int n = a.length;
        for (int i = 0; i < n; i++) {
            long numberA = number(ofA, a[i]);
            ofBoth.merge(numberA << 32 | number(ofB, b[i]), 1, Integer::sum);
        }
        double[] countA = new double[ofA.size()];
        double[] countB = new double[ofB.size()];
        ofBoth.forEach((key, count) -> {
            countA[(int) (key >> 32)] += count;
            countB[key.intValue()] += count;
        });
        double sum = 0;
        for (long key : ofBoth.keySet().stream().sorted().toList()) {
            double count = ofBoth.getOrDefault(key, 0);
            sum += count / n * Math.log(count * n / (countA[(int) (key >> 32)] * countB[(int) key]));
        }
        return Math.max(0, sum);
    }

    /** The same for the same value, counted from 0. */
    private static int number(Map<Double, Integer> known, double value) {
        Integer number = known.putIfAbsent(value, known.size());
        return number == null ? known.size() - 1 : number;
    }

    /** Of a continuous quantity and labels. Labels that occur once say nothing and are left out. */
    static double continuousAndLabels(double[] x, double[] labels) {
        Map<Double, Integer> counts = new HashMap<>();
        for (double label : labels) {
            counts.merge(label, 1, Integer::sum);
        }
        int[] order = IntStream.range(0, x.length).filter(i -> counts.getOrDefault(labels[i], 0) > 1).boxed()
                .sorted(Comparator.comparingDouble(i -> x[i]))
                .mapToInt(Integer::intValue).toArray();
        int n = order.length;
        if (n == 0) {
            return 0;
        }
        double[] sorted = Arrays.stream(order).mapToDouble(i -> x[i]).toArray();
        double sum = SpecialFunctions.digamma(n);
        for (double label : counts.keySet().stream().sorted().toList()) {
            double[] own = Arrays.stream(order).filter(i -> labels[i] == label).mapToDouble(i -> x[i]).toArray();
            int k = Math.min(NEIGHBORS, own.length - 1);
            for (int i = 0; i < own.length; i++) {
                double radius = Math.nextDown(distance(own, i, k));
                sum += (SpecialFunctions.digamma(k) - SpecialFunctions.digamma(own.length) - SpecialFunctions.digamma(within(sorted, own[i], radius)))
                        / n;
            }
        }
        return Math.max(0, sum);
    }

    /** Of two continuous quantities. */
    static double continuous(double[] x, double[] y) {
        int n = x.length;
        int k = Math.min(NEIGHBORS, n - 1);
        if (k == 0) {
            return 0;
        }
        Integer[] order = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(i -> x[i])).toArray(Integer[]::new);
        double[] sortedX = Arrays.stream(order).mapToDouble(i -> x[i]).toArray();
        double[] byX = Arrays.stream(order).mapToDouble(i -> y[i]).toArray();
        double[] sortedY = y.clone();
        Arrays.sort(sortedY);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double radius = Math.nextDown(distance(sortedX, byX, i, k));
            sum += SpecialFunctions.digamma(within(sortedX, sortedX[i], radius)) + SpecialFunctions.digamma(within(sortedY, byX[i], radius));
        }
        return Math.max(0, SpecialFunctions.digamma(n) + SpecialFunctions.digamma(k) - sum / n);
    }

    /** To the k-th nearest of the others in one dimension. */
    private static double distance(double[] sorted, int i, int k) {
        int low = i;
        int high = i;
        double distance = 0;
        for (int found = 0; found < k; found++) {
            double down = low > 0 ? sorted[i] - sorted[low - 1] : Double.POSITIVE_INFINITY;
            double up = high + 1 < sorted.length ? sorted[high + 1] - sorted[i] : Double.POSITIVE_INFINITY;
            if (down <= up) {
                low--;
                distance = down;
            } else {
                high++;
                distance = up;
            }
        }
        return distance;
    }

    /** To the k-th nearest by the larger of both differences: outwards along x until x alone is farther than the k-th so far. */
    private static double distance(double[] x, double[] y, int i, int k) {
        double[] near = new double[k];
        Arrays.fill(near, Double.POSITIVE_INFINITY);
        int low = i - 1;
        int high = i + 1;
        while (true) {
            double down = low >= 0 ? x[i] - x[low] : Double.POSITIVE_INFINITY;
            double up = high < x.length ? x[high] - x[i] : Double.POSITIVE_INFINITY;
            if (Math.min(down, up) >= near[k - 1]) {
                return near[k - 1];
            }
            int other = down <= up ? low-- : high++;
            double distance = Math.max(Math.min(down, up), Math.abs(y[other] - y[i]));
            for (int at = k - 1; at >= 0 && near[at] > distance; at--) {
                near[at] = distance;
                if (at > 0 && near[at - 1] > distance) {
                    near[at] = near[at - 1];
                }
            }
        }
    }

    /**
     * How many of the sorted values lie within a radius, the value itself among them. Differences are compared, as they were for the radius: the sum
     * x + radius would be rounded to the very neighbour that the radius ends before.
     */
    private static int within(double[] sorted, double x, double radius) {
        int low = 0;
        int high = sorted.length;
        while (low < high) { // the first that is not too far below
            int middle = (low + high) >>> 1;
            if (x - sorted[middle] > radius) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int first = low;
        high = sorted.length;
        while (low < high) { // the first that is too far above
            int middle = (low + high) >>> 1;
            if (sorted[middle] - x > radius) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low - first;
    }
}
