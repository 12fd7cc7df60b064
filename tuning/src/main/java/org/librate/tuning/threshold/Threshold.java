package org.librate.tuning.threshold;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.librate.core.Check;
import org.librate.core.learn.Model;
import org.librate.core.learn.SeenRows;
import org.librate.metrics.classification.DecisionMetric;
import org.librate.metrics.classification.ExpectedCost;

/**
 * From which probability of class 1 on a row is said to be of it. Chosen on rows that are neither learned from nor tested on:
 *
 * <pre>{@code
 * Threshold cut = Threshold.maximizing(F1.metric()).choose(model, split.validation());
 * ThresholdedModel<?> decided = cut.on(model);
 * Evaluation.of(decided.predict(split.test()), split.test().targets()).report();
 * }</pre>
 *
 * <p>With few rows the best cut-off is mostly luck. {@link ThresholdRule#overFolds} shows how much it varies.
 */
public final class Threshold {

    private final double cut;
    private final double value;
    private final String rule;
    private final double[] foldCuts;
    private final double[] foldValues;
    private final SeenRows seen;

    Threshold(double cut, double value, String rule, double[] foldCuts, double[] foldValues, SeenRows seen) {
        this.cut = cut;
        this.value = value;
        this.rule = rule;
        this.foldCuts = foldCuts;
        this.foldValues = foldValues;
        this.seen = seen;
    }

    /** One that was decided elsewhere. */
    public static Threshold of(double cut) {
        Check.require(cut >= 0 && cut < Double.POSITIVE_INFINITY, "Threshold", "must be >= 0 and finite", cut);
        return new Threshold(cut, Double.NaN, "", new double[0], new double[0], SeenRows.of());
    }

    /** The cut-off with the largest value of a metric, such as F1. */
    public static ThresholdRule maximizing(DecisionMetric metric) {
        Check.require(metric.higherIsBetter(), "Threshold", "only a metric of which more is better can be maximized", metric, "Use minimizing(..).");
        return new ThresholdRule(metric, List.of());
    }

    /** The cut-off with the smallest value of a metric. */
    public static ThresholdRule minimizing(DecisionMetric metric) {
        Check.require(!metric.higherIsBetter(), "Threshold", "only a metric of which less is better can be minimized", metric, "Use maximizing(..).");
        return new ThresholdRule(metric, List.of());
    }

    /** The cheapest cut-off, given what it costs to take one class for the other: {@code costs[actual][predicted]}. */
    public static ThresholdRule cheapest(double[][] costs) {
        return minimizing(ExpectedCost.of(costs));
    }

    /** Rows whose probability of class 1 is at least this are said to be of it. More than 1 if no row ever is. */
    public double cut() {
        return cut;
    }

    /** The rule's metric at this cut-off on the rows it was chosen by, which flatters it; NaN if it was decided elsewhere. */
    public double value() {
        return value;
    }

    /** What each fold alone would have chosen, NaN where it had no choice; empty if there are no folds. */
    public double[] foldCuts() {
        return foldCuts.clone();
    }

    /** The rule's metric at this cut-off on each fold; empty if there are no folds. */
    public double[] foldValues() {
        return foldValues.clone();
    }

    /** How much the folds' choices vary: their standard deviation with n − 1; NaN with fewer than two. */
    public double deviation() {
        double[] known = Arrays.stream(foldCuts).filter(one -> !Double.isNaN(one)).toArray();
        double mean = Arrays.stream(known).sum() / known.length;
        return known.length < 2 ? Double.NaN : Math.sqrt(Arrays.stream(known).map(one -> (one - mean) * (one - mean)).sum() / (known.length - 1));
    }

    /** The rows it was chosen by; none if it was decided elsewhere. */
    public SeenRows seen() {
        return seen;
    }

    /** A model that answers by this threshold. */
    public <M extends Model> ThresholdedModel<M> on(M model) {
        return new ThresholdedModel<>(model, this);
    }

    /** As in {@code Threshold[0.3125, maximizing F1, reached 0.7143, folds chose ± 0.0412]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "Threshold[%.4f", cut));
        if (!rule.isEmpty()) {
            text.append(", ").append(rule).append(String.format(Locale.ROOT, ", reached %.4f", value));
        }
        if (foldCuts.length > 0) {
            text.append(String.format(Locale.ROOT, ", folds chose ± %.4f", deviation()));
        }
        return text.append(']').toString();
    }
}
