package org.librate.imbalance.over;

import java.util.Arrays;

/**
 * How much a number matters because it is extreme, from 0 at the median to 1 at and beyond the ends of a box plot's whiskers, which are the outermost
 * numbers within 1.5 times the distance of the quartiles from them; smooth in between (after Ribeiro 2011). On a side where nothing lies beyond the
 * whisker, nothing is extreme.
 */
record Relevance(double low, double median, double high) {

    static Relevance of(double[] numbers, boolean lower, boolean upper) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        double first = quantile(sorted, 0.25);
        double third = quantile(sorted, 0.75);
        double reach = 1.5 * (third - first);
        double low = Arrays.stream(sorted).filter(x -> x >= first - reach).findFirst().orElse(sorted[0]);
        double high = Arrays.stream(sorted).filter(x -> x <= third + reach).reduce((a, b) -> b).orElse(sorted[sorted.length - 1]);
        return new Relevance(lower && sorted[0] < low ? low : Double.NEGATIVE_INFINITY, quantile(sorted, 0.5),
                upper && sorted[sorted.length - 1] > high ? high : Double.POSITIVE_INFINITY);
    }

    private static double quantile(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int before = (int) place;
        double after = sorted[Math.min(sorted.length - 1, before + 1)];
        return sorted[before] + (place - before) * (after - sorted[before]);
    }

    double of(double number) {
        double end = number < median ? low : high;
        if (Double.isInfinite(end) || number == median && end != median) {
            return 0;
        }
        double part = end == median ? 1 : Math.min(1, (number - median) / (end - median));
        return part * part * (3 - 2 * part);
    }
}
