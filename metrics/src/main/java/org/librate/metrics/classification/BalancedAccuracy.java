package org.librate.metrics.classification;

import org.librate.metrics.Undefined;

/**
 * The mean recall of the classes that occur: accuracy as if all were equally frequent.
 *
 * @param adjusted whether guessing is 0 instead of 1 / classes: {@code (mean − 1/K) / (1 − 1/K)}, undefined for one class
 * @param undefined what it is where the formula divides by zero
 */
public record BalancedAccuracy(boolean adjusted, Undefined undefined) implements DecisionMetric {

    public static BalancedAccuracy metric() {
        return new BalancedAccuracy(false, Undefined.NAN);
    }

    /** With 0 for guessing and still 1 for the best. */
    public BalancedAccuracy withAdjusted(boolean adjusted) {
        return new BalancedAccuracy(adjusted, undefined);
    }

    public BalancedAccuracy withUndefined(Undefined undefined) {
        return new BalancedAccuracy(adjusted, undefined);
    }

    @Override
    public String name() {
        return adjusted ? "balanced_accuracy_adjusted" : "balanced_accuracy";
    }

    @Override
    public double from(Confusion confusion) {
        double[] recalls = confusion.counts().stream().filter(one -> one.support() > 0).mapToDouble(ClassOutcomes::recall).toArray();
        double sum = 0;
        for (double recall : recalls) {
            sum += recall;
        }
        double mean = sum / recalls.length;
        double chance = 1.0 / recalls.length;
        return undefined.or(!adjusted ? mean : recalls.length < 2 ? Double.NaN : (mean - chance) / (1 - chance));
    }
}
