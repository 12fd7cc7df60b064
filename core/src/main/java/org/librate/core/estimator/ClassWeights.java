package org.librate.core.estimator;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.librate.core.Check;
import org.librate.core.learn.ClassCounts;

/**
 * How much the rows of each class count, besides their own weights: a rule that is worked out from the rows that are learned from, so that it means
 * the same in each fold. With n rows of a class among N of K classes:
 *
 * <ul>
 * <li>{@link #balanced}: {@code N / (K n)}, which leaves the sum over all rows as it is
 * <li>{@link #inverse}: {@code N / n}
 * <li>{@link #inverseRoot}: {@code √(N / n)}, half way to balance
 * <li>{@link #effectiveNumber}: {@code (1 − β) / (1 − βⁿ)} (Cui et al. 2019), which sees less and less in further rows of a class
 * <li>{@link #of}: given by name
 * </ul>
 *
 * <pre>{@code
 * ClassWeights.balanced()
 * ClassWeights.effectiveNumber(0.999).withMeanOne()
 * ClassWeights.of(Map.of("fraud", 20.0))
 * }</pre>
 *
 * <p>A class without rows has the weight 0. Where rows have weights of their own, n and N are sums of these.
 *
 * @param beta of the effective number; 0 for others
 * @param scale what is multiplied in at the end, so that all weights together have some sum
 * @param byName a factor for classes by name; 1 for the others
 */
public record ClassWeights(Kind kind, double beta, Scale scale, Map<String, Double> byName) {

    private static final String NAME = "ClassWeights";

    /** The rule. */
    public enum Kind { INVERSE, INVERSE_ROOT, EFFECTIVE_NUMBER, GIVEN }

    /** How weights are scaled: learning rates and penalties are chosen for weights about 1. */
    public enum Scale {
        /** Not at all. */
        AS_THEY_ARE,
        /** So that the mean over all rows is 1. */
        MEAN_ONE,
        /** So that the sum over the classes is K. */
        SUM_OF_CLASSES
    }

    public ClassWeights {
        byName = Map.copyOf(byName);
        byName.forEach((name, weight) -> Check.positive(NAME, "the weight of \"" + name + "\"", weight));
        Check.require(kind == Kind.GIVEN || byName.isEmpty(), NAME, "weights are either worked out or given", kind + " and " + byName);
        Check.require(beta >= 0 && beta < 1, NAME, "beta must be in [0, 1)", beta);
        Check.require(beta == 0 || kind == Kind.EFFECTIVE_NUMBER, NAME, "beta is for the effective number", kind + " and " + beta);
    }

    /** All classes count the same in sum, and all rows together as much as without weights: {@code N / (K n)}. */
    public static ClassWeights balanced() {
        return inverse().withMeanOne();
    }

    /** {@code N / n}. */
    public static ClassWeights inverse() {
        return new ClassWeights(Kind.INVERSE, 0, Scale.AS_THEY_ARE, Map.of());
    }

    /** {@code √(N / n)}. */
    public static ClassWeights inverseRoot() {
        return new ClassWeights(Kind.INVERSE_ROOT, 0, Scale.AS_THEY_ARE, Map.of());
    }

    /**
     * {@code (1 − β) / (1 − βⁿ)}, scaled as in the paper so that the classes' weights sum to K.
     *
     * @param beta in [0, 1): 0 makes all classes alike, towards 1 it becomes the inverse; 0.99 to 0.9999 are used
     */
    public static ClassWeights effectiveNumber(double beta) {
        return new ClassWeights(Kind.EFFECTIVE_NUMBER, beta, Scale.SUM_OF_CLASSES, Map.of());
    }

    /** Given by name; 1 for classes not named. */
    public static ClassWeights of(Map<String, Double> byName) {
        return new ClassWeights(Kind.GIVEN, 0, Scale.AS_THEY_ARE, byName);
    }

    /** All count alike. */
    public static ClassWeights equal() {
        return of(Map.of());
    }

    /** Scaled so that the mean weight of the rows is 1. */
    public ClassWeights withMeanOne() {
        return new ClassWeights(kind, beta, Scale.MEAN_ONE, byName);
    }

    /** Scaled so that the classes' weights sum to their number. */
    public ClassWeights withSumOfClasses() {
        return new ClassWeights(kind, beta, Scale.SUM_OF_CLASSES, byName);
    }

    /** Not scaled. */
    public ClassWeights unscaled() {
        return new ClassWeights(kind, beta, Scale.AS_THEY_ARE, byName);
    }

    /** The weight of each class, in the order of the counts. */
    public double[] factors(ClassCounts counts) {
        for (String name : byName.keySet()) {
            Check.require(counts.names().contains(name), NAME, "must be of the classes " + counts.names(), "\"" + name + "\"");
        }
        double[] n = counts.toArray();
        double total = counts.total();
        double present = Arrays.stream(n).filter(count -> count > 0).count();
        double[] factors = new double[n.length];
        for (int k = 0; k < n.length; k++) {
            factors[k] = n[k] == 0 ? 0 : switch (kind) {
                case INVERSE -> scale == Scale.MEAN_ONE ? total / (present * n[k]) : total / n[k];
                case INVERSE_ROOT -> Math.sqrt(total / n[k]);
                case EFFECTIVE_NUMBER -> beta == 0 ? 1 : (1 - beta) / -Math.expm1(n[k] * Math.log(beta));
                case GIVEN -> counts.names().isEmpty() ? 1 : byName.getOrDefault(counts.names().get(k), 1.0);
            };
        }
        return scaled(factors, n, total, present);
    }

    private double[] scaled(double[] factors, double[] n, double total, double present) {
        if (scale == Scale.AS_THEY_ARE || kind == Kind.INVERSE && scale == Scale.MEAN_ONE) {
            return factors;
        }
        double sum = 0;
        for (int k = 0; k < n.length; k++) {
            sum += scale == Scale.MEAN_ONE ? factors[k] * n[k] / total : factors[k] / present;
        }
        double by = sum;
        return Arrays.stream(factors).map(factor -> factor / by).toArray();
    }

    /** The weights of rows times those of their classes. */
    double[] apply(List<String> classNames, int[] labels, double[] weights) {
        double[] sums = new double[classNames.size()];
        for (int i = 0; i < labels.length; i++) {
            sums[labels[i]] += weights[i];
        }
        if (sums.length < 2) {
            return weights.clone();
        }
        double[] factors = factors(ClassCounts.of(classNames, sums));
        double[] all = new double[labels.length];
        Arrays.setAll(all, i -> weights[i] * factors[labels[i]]);
        return all;
    }

    /** Like the code that made it. */
    @Override
    public String toString() {
        String made = switch (kind) {
            case INVERSE -> scale == Scale.MEAN_ONE ? "balanced" : "inverse";
            case INVERSE_ROOT -> "inverseRoot";
            case EFFECTIVE_NUMBER -> "effectiveNumber, beta=" + beta;
            case GIVEN -> byName.isEmpty() ? "equal" : new TreeMap<>(byName).toString();
        };
        boolean plain = kind == Kind.INVERSE && scale == Scale.MEAN_ONE
                || scale == (kind == Kind.EFFECTIVE_NUMBER ? Scale.SUM_OF_CLASSES : Scale.AS_THEY_ARE);
        String scaled = scale == Scale.MEAN_ONE ? ", mean one" : scale == Scale.SUM_OF_CLASSES ? ", sum of classes" : ", unscaled";
        return NAME + "[" + made + (plain ? "" : scaled) + "]";
    }
}
