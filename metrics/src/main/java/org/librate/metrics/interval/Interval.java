package org.librate.metrics.interval;

import java.util.Locale;

/**
 * A value and the range that it could as well have been.
 *
 * @param value what was found
 * @param low the lower end
 * @param high the upper end
 * @param level how often such ranges hold the truth, such as 0.95
 */
public record Interval(double value, double low, double high, double level) {

    /** Whether a value lies inside, ends included. */
    public boolean contains(double other) {
        return low <= other && other <= high;
    }

    public double width() {
        return high - low;
    }

    /** As in {@code 0.8312 [0.8011, 0.8574] at 95 %}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.4f [%.4f, %.4f] at %s %%", value, low, high, Math.rint(level * 1e6) / 1e4).replace(".0 %", " %");
    }
}
