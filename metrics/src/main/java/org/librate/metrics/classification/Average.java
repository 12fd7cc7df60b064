package org.librate.metrics.classification;

import java.util.Locale;
import org.librate.core.Check;
import org.librate.metrics.Undefined;

/**
 * How the numbers of several classes (or labels) become one.
 *
 * @param kind the way
 * @param index the class looked at, where only one is
 */
public record Average(Kind kind, int index) {

    /** The ways. */
    public enum Kind {
        /** One class; the others are "not it". */
        ONE,
        /** The mean over the classes, each as important as the other. */
        MACRO,
        /** One number from the counts of all classes together. */
        MICRO,
        /** The mean over the classes by how often they occur. */
        WEIGHTED
    }

    /** Class 1 of two: what a plain {@code F1.metric()} looks at. With more classes it is an error. */
    public static final Average BINARY = new Average(Kind.ONE, -1);
    public static final Average MACRO = new Average(Kind.MACRO, 0);
    public static final Average MICRO = new Average(Kind.MICRO, 0);
    public static final Average WEIGHTED = new Average(Kind.WEIGHTED, 0);

    /** One class of any number. */
    public static Average of(int index) {
        return new Average(Kind.ONE, Check.notNegative("Average", "class", index));
    }

    /** The one class looked at. */
    int one() {
        return index < 0 ? 1 : index;
    }

    /** Complains when nobody said which of several classes is meant. */
    void check(String who, int classes) {
        if (index < 0 && classes > 2) {
            throw new IllegalArgumentException(who + ": looks at class 1 of 2, got " + classes
                    + " classes. Say which with of(class), or average with macro(),"
                    + " micro() or weighted().");
        }
    }

    /** Complains when nobody said which of several labels is meant. */
    void checkLabels(String who, boolean labels) {
        if (labels && index < 0) {
            throw new IllegalArgumentException(who
                    + ": there are several labels, and none is the one that counts. Say which with of(label), or average with macro(),"
                    + " micro() or weighted().");
        }
    }

    /** What is added to a metric's name. */
    String suffix() {
        return index < 0 ? "" : kind == Kind.ONE ? "_class_" + index : "_" + kind.name().toLowerCase(Locale.ROOT);
    }

    /** What is added to the name of the metric's class: {@code .macro()}. */
    String code() {
        return index < 0 ? ".metric()" : kind == Kind.ONE ? ".of(" + index + ")" : "." + kind.name().toLowerCase(Locale.ROOT) + "()";
    }

    /**
     * The mean of the classes' values by their weights; a class of weight 0 does not count.
     *
     * @return NaN where a value that counts is NaN, unless it is to be left out, or where none counts
     */
    static double mean(double[] values, double[] weights, Undefined undefined) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            double value = undefined.or(values[i]);
            if (weights[i] == 0 || Double.isNaN(value) && undefined == Undefined.SKIP) {
                continue;
            }
            sum += weights[i] * value;
            total += weights[i];
        }
        return total == 0 ? Double.NaN : sum / total;
    }

    @Override
    public String toString() {
        return index < 0 ? "binary" : kind == Kind.ONE ? "class " + index : kind.name().toLowerCase(Locale.ROOT);
    }
}
