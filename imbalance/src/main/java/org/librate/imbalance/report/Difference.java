package org.librate.imbalance.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.librate.metrics.interval.Interval;

/**
 * How much better one way is than another on the same folds.
 *
 * @param name the way
 * @param against the other
 * @param measure by which
 * @param better how much better, with an interval: below 0 if it is worse
 * @param pValue how often chance alone makes such a difference; for one that is better, also one to the best dummy
 * @param adjusted the same among all comparisons that answer one question, whether a threshold helps or whether remedies do (Holm 1979)
 * @param level at which a difference counts
 */
public record Difference(String name, String against, Measure measure, Interval better, double pValue, double adjusted, double level) {

    /** Whether it is better by more than chance, both than the other way and than answering without looking. */
    public boolean isGain() {
        return better.value() > 0 && adjusted < level;
    }

    /** Whether it is worse by more than chance. */
    public boolean isLoss() {
        return better.value() < 0 && adjusted < level;
    }

    /**
     * The same with p-values for as many comparisons as there are: the smallest times their number, the next times one less, and never less than one
     * before.
     */
    static List<Difference> holm(List<Difference> all) {
        int[] order = IntStream.range(0, all.size()).boxed().sorted(Comparator.comparingDouble(i -> all.get(i).pValue)).mapToInt(i -> i).toArray();
        double[] adjusted = new double[order.length];
        double last = 0;
        for (int i = 0; i < order.length; i++) {
            last = Math.max(last, Math.min(1, (order.length - i) * all.get(order[i]).pValue));
            adjusted[order[i]] = last;
        }
        List<Difference> some = new ArrayList<>();
        for (int i = 0; i < order.length; i++) {
            Difference one = all.get(i);
            some.add(new Difference(one.name, one.against, one.measure, one.better, one.pValue, adjusted[i], one.level));
        }
        return List.copyOf(some);
    }

    /** As in {@code SMOTE against nothing by average precision: +0.0123 [0.0034, 0.0212], p = 0.009}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s against %s by %s: %s, %s", name, against, measure, amount(), chance());
    }

    String amount() {
        return String.format(Locale.ROOT, "%+.4f [%.4f, %.4f]", better.value(), better.low(), better.high());
    }

    String chance() {
        return adjusted < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", adjusted);
    }
}
