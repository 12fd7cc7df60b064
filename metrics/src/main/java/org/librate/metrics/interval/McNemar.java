package org.librate.metrics.interval;

import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.metrics.internal.Distributions;
import org.librate.metrics.internal.Inputs;

/**
 * Whether two classifiers are right equally often, by the rows on which only one of them is (McNemar 1947).
 *
 * <pre>{@code
 * TestResult result = McNemar.of(first.predict(x), second.predict(x), y).exact();
 * }</pre>
 *
 * @param onlyFirst rows that only the first is right on
 * @param onlySecond rows that only the second is right on
 * @param rows all rows
 */
public record McNemar(long onlyFirst, long onlySecond, long rows) {

    private static final String NAME = "McNemar";

    public McNemar {
        Check.require(onlyFirst >= 0 && onlySecond >= 0 && rows > 0 && onlyFirst + onlySecond <= rows, NAME,
                "needs counts >= 0 that add up to no more than the rows",
                onlyFirst + ", " + onlySecond + " of " + rows);
    }

    /** For class numbers that two classifiers predict, and those that are right: all {@code [n]}. */
    public static McNemar of(Tensor first, Tensor second, Tensor targets) {
        int rows = Inputs.rows(NAME, targets);
        int[] a = Inputs.classes(NAME, first, rows, 0);
        int[] b = Inputs.classes(NAME, second, rows, 0);
        int[] right = Inputs.classes(NAME, targets, rows, 0);
        long onlyFirst = 0;
        long onlySecond = 0;
        for (int i = 0; i < rows; i++) {
            onlyFirst += a[i] == right[i] && b[i] != right[i] ? 1 : 0;
            onlySecond += a[i] != right[i] && b[i] == right[i] ? 1 : 0;
        }
        return new McNemar(onlyFirst, onlySecond, rows);
    }

    /** By the binomial distribution: for any number of rows. */
    public TestResult exact() {
        double p = Math.min(1, 2 * Distributions.fairCoin(Math.min(onlyFirst, onlySecond), onlyFirst + onlySecond));
        return new TestResult("McNemar, exact", difference(), Double.NaN, p);
    }

    /** By χ² with Edwards's correction for continuity: when some 25 rows or more tell them apart. */
    public TestResult chiSquare() {
        double apart = Math.max(0, Math.abs(onlyFirst - onlySecond) - 1);
        double statistic = onlyFirst + onlySecond == 0 ? 0 : apart * apart / (onlyFirst + onlySecond);
        return new TestResult("McNemar, chi-square", difference(), statistic, Distributions.upperChiSquare1(statistic));
    }

    /** Of the accuracies. */
    private double difference() {
        return (double) (onlyFirst - onlySecond) / rows;
    }
}
