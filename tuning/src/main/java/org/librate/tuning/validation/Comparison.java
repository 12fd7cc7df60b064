package org.librate.tuning.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.librate.core.Check;
import org.librate.core.learn.Model;
import org.librate.core.metric.Metric;
import org.librate.metrics.interval.CorrectedTTest;
import org.librate.metrics.interval.Interval;
import org.librate.metrics.interval.TestResult;

/**
 * Two ways of learning on the same folds. Folds share training rows, so their values are not independent, and a plain t-test finds differences where
 * there are none; the corrected one (Nadeau and Bengio 2003) allows for that. It has more to go by over repeated folds.
 *
 * <pre>{@code
 * Comparison<?, ?> both = CrossValidation.of(Repeated.times(10, seed -> StratifiedKFold.of(5).withSeed(seed)))
 *         .metrics(F1.metric()).compare(simple, elaborate, table);
 * both.test(F1.metric()).significantAt(0.05);
 * }</pre>
 *
 * @param first what the first one reached
 * @param second what the second one reached
 */
public record Comparison<A extends Model, B extends Model>(CvResult<A> first, CvResult<B> second) {

    public Comparison {
        Check.require(first.folds().stream().map(FoldResult::fold).toList().equals(second.folds().stream().map(FoldResult::fold).toList()),
                "Comparison", "needs the same folds of the same rows",
                first.folds().size() + " and " + second.folds().size() + " folds, not all alike", "Use the same splitter and seed.");
    }

    /** Whether they differ: how much larger the metric is for the first, and how often chance alone does that. */
    public TestResult test(Metric metric) {
        return corrected(metric).test();
    }

    /** How much larger the metric is for the first, with an interval. */
    public Interval interval(Metric metric, double level) {
        return corrected(metric).interval(level);
    }

    private CorrectedTTest corrected(Metric metric) {
        double train = first.folds().stream().mapToInt(fold -> fold.fold().train().length).average().orElse(0);
        double test = first.folds().stream().mapToInt(fold -> fold.fold().test().length).average().orElse(0);
        return CorrectedTTest.of(first.values(metric), second.values(metric), train, test);
    }

    /** A line for each metric: both means, their difference and its p-value, if each has a value on two folds or more. */
    public String table() {
        List<String> lines = new ArrayList<>();
        for (Metric metric : first.metrics()) {
            String means = String.format(Locale.ROOT, "%s  %.4f against %.4f, ", metric.name(), first.mean(metric), second.mean(metric));
            boolean known = first.folds().size() > 1 && Double.isFinite(first.mean(metric)) && Double.isFinite(second.mean(metric));
            lines.add(means + (known ? String.format(Locale.ROOT, "difference %.4f, p = %.3g", test(metric).difference(), test(metric).pValue())
                    : "no test"));
        }
        return String.join("\n", lines);
    }

    @Override
    public String toString() {
        return table();
    }
}
