package org.librate.core.prepare;

import java.util.Arrays;
import org.librate.core.Check;
import org.librate.core.table.NumericColumn;

/** What scalers learn from a column of numbers. Missing ones do not count. */
final class Stats {

    private Stats() {
    }

    /** The values that are there, in order; an infinite one is refused. */
    static double[] present(String who, NumericColumn column) {
        double[] values = column.toArray();
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            if (value == value) {
                if (Double.isInfinite(value)) {
                    Check.require(false, who, "learns from finite numbers, \"" + column.name() + "\"", value + " in row " + i,
                            "Replace it before, with MapColumn.");
                }
                values[count++] = value;
            }
        }
        return count == values.length ? values : Arrays.copyOf(values, count);
    }

    /** {@link #present}, ascending. */
    static double[] sorted(String who, NumericColumn column) {
        double[] values = present(who, column);
        Arrays.sort(values);
        return values;
    }

    /** Around the first value, so that numbers far from 0 keep their digits. */
    static double mean(double[] values) {
        double first = values[0];
        double sum = 0;
        for (double value : values) {
            sum += value - first;
        }
        return first + sum / values.length;
    }

    /** Divided by n, in a second pass around the mean, corrected for the mean's own rounding. */
    static double variance(double[] values, double mean) {
        double squares = 0;
        double rest = 0;
        for (double value : values) {
            double d = value - mean;
            squares += d * d;
            rest += d;
        }
        return Math.max(0, (squares - rest * rest / values.length) / values.length);
    }

    /** Whether a variance is nothing but rounding (the bound is what rounding of the mean alone can make of equal values). */
    static boolean isConstant(double variance, double mean, int count) {
        double unit = Math.ulp(1.0);
        double bound = count * mean * unit;
        return variance <= count * unit * variance + bound * bound;
    }

    /** The value below which a share of the sorted values lies, between two of them in proportion (type 7 of Hyndman and Fan). */
    static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        double part = place - below;
        if (part == 0 || below + 1 >= sorted.length) {
            return sorted[below];
        }
        return sorted[below] + (sorted[below + 1] - sorted[below]) * part;
    }
}
