package org.librate.nn.loss;

import org.librate.core.learn.ClassCounts;

/**
 * A loss that makes classes count more or less than they have rows. Probabilities learned with it are those of rows among which the classes are as
 * frequent as that; who asks for others ({@link org.librate.core.learn.PriorCorrection}) has to know.
 */
public interface RebalancingLoss extends Loss {

    /**
     * By how much each class counts more than its rows do, up to a common factor; empty if all count as they have rows.
     *
     * @param trained the rows that are learned from
     */
    double[] classFactors(ClassCounts trained);
}
