package org.librate.metrics.classification;

import org.librate.metrics.Undefined;

/**
 * A rate of one class against all others. Implement it for a rate of your own:
 * {@code new ClassRate(formula, Average.MACRO, Undefined.NAN, false)}.
 */
public interface RateFormula {

    /** A short name for tables, such as {@code recall}. */
    String name();

    /** Whether more is better; said otherwise by rates of mistakes. */
    default boolean higherIsBetter() {
        return true;
    }

    /**
     * The rate; NaN where it is undefined.
     *
     * @param undefined what stands for parts of the formula that are undefined; what the whole is then, is applied to the answer
     */
    double of(ClassOutcomes counts, Undefined undefined);
}
