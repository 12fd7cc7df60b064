package org.librate.metrics.interval;

import org.librate.core.Check;
import org.librate.metrics.internal.Distributions;

/**
 * Whether two ways of learning differ, by their scores on the same splits (Nadeau and Bengio 2003). Splits share most of their training rows, so
 * their scores vary less than those of fresh data would: the plain t-test finds differences that are not there. Here the variance is multiplied by
 * {@code 1/splits + test rows / training rows} instead of {@code 1/splits}.
 *
 * <pre>{@code
 * CorrectedTTest.of(scoresOfOne, scoresOfOther, 900, 100).test();     // ten folds of 1,000 rows
 * }</pre>
 */
public final class CorrectedTTest {

    private static final String NAME = "CorrectedTTest";

    private final double mean;
    private final double deviation; // of the mean
    private final int freedom;

    private CorrectedTTest(double mean, double deviation, int freedom) {
        this.mean = mean;
        this.deviation = deviation;
        this.freedom = freedom;
    }

    /** For the scores of two ways on each split, and how many rows a split trains and tests on. */
    public static CorrectedTTest of(double[] first, double[] second, double trainingRows, double testRows) {
        Check.require(first.length == second.length && first.length > 1, NAME, "needs two scores for each of two splits or more", first.length
                + " and " + second.length);
        Check.positive(NAME, "number of training rows", trainingRows);
        Check.positive(NAME, "number of test rows", testRows);
        int splits = first.length;
        double mean = 0;
        for (int i = 0; i < splits; i++) {
            Check.require(Double.isFinite(first[i]) && Double.isFinite(second[i]), NAME, "scores must be finite", first[i] + " and " + second[i]
                    + " on split " + i);
            mean += (first[i] - second[i]) / splits;
        }
        double variance = 0;
        for (int i = 0; i < splits; i++) {
            double apart = first[i] - second[i] - mean;
            variance += apart * apart / (splits - 1);
        }
        return new CorrectedTTest(mean, Math.sqrt((1.0 / splits + testRows / trainingRows) * variance), splits - 1);
    }

    /** Whether the mean difference is 0. */
    public TestResult test() {
        double t = mean == 0 ? 0 : mean / deviation;
        return new TestResult("corrected resampled t", mean, t, Distributions.studentTwoSided(t, freedom));
    }

    /** The mean difference and its interval. */
    public Interval interval(double level) {
        Check.require(level > 0 && level < 1, NAME, "level must be in (0, 1)", level);
        double half = deviation * Distributions.studentTwoSidedQuantile(1 - level, freedom);
        return new Interval(mean, mean - half, mean + half, level);
    }

    /** As in {@code CorrectedTTest[mean=0.012, deviation=0.004, freedom=9]}. */
    @Override
    public String toString() {
        return NAME + "[mean=" + mean + ", deviation=" + deviation + ", freedom=" + freedom + "]";
    }
}
