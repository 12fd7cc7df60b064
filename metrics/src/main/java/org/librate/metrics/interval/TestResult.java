package org.librate.metrics.interval;

import java.util.Locale;

/**
 * What a test of "there is no difference" found.
 *
 * @param test its name
 * @param difference how far apart the two are, the first minus the second
 * @param statistic what is compared with its distribution; NaN for an exact test
 * @param pValue how often a difference at least as large comes about by chance alone
 */
public record TestResult(String test, double difference, double statistic, double pValue) {

    /** Whether chance alone is less likely than this level. */
    public boolean significantAt(double level) {
        return pValue < level;
    }

    /** As in {@code McNemar: difference 0.0310, p = 0.0121}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: difference %.4f, p = %.4g", test, difference, pValue);
    }
}
