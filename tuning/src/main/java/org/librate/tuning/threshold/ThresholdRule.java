package org.librate.tuning.threshold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.learn.Model;
import org.librate.core.learn.SeenRows;
import org.librate.core.table.Table;
import org.librate.metrics.classification.ClassOutcomes;
import org.librate.metrics.classification.Confusion;
import org.librate.metrics.classification.CutOffs;
import org.librate.metrics.classification.DecisionMetric;
import org.librate.tuning.Wrapped;
import org.librate.tuning.validation.CvResult;
import org.librate.tuning.validation.FoldResult;

/**
 * Which threshold is the best. Every cut-off between the scores of the rows is tried, and that nothing is ever said to be of class 1; the highest of
 * several best ones is taken.
 *
 * <pre>{@code
 * Threshold.maximizing(Precision.metric()).subjectTo(Recall.metric(), 0.9).choose(model, split.validation());
 * Threshold.cheapest(new double[][] {{0, 1}, {25, 0}}).overFolds(crossValidated, table);
 * }</pre>
 */
public final class ThresholdRule {

    private static final String NAME = "Threshold";
    /** No probability reaches it. */
    private static final double NEVER = Math.nextUp(1.0);

    private final DecisionMetric metric;
    private final List<Limit> limits;

    ThresholdRule(DecisionMetric metric, List<Limit> limits) {
        this.metric = metric;
        this.limits = limits;
    }

    private record Limit(DecisionMetric metric, double bound) {

        boolean allows(Confusion confusion) {
            double value = metric.from(confusion);
            return metric.higherIsBetter() ? value >= bound : value <= bound;
        }

        @Override
        public String toString() {
            return metric.name() + (metric.higherIsBetter() ? " >= " : " <= ") + bound;
        }
    }

    private record Rows(Tensor scores, Tensor targets, @Nullable Tensor weights) {
    }

    private record Choice(double cut, double value) {
    }

    /** Only cut-offs at which another metric is at least this good: as much or more if more is better, as little or less if not. */
    public ThresholdRule subjectTo(DecisionMetric other, double bound) {
        Check.require(Double.isFinite(bound), NAME, "a bound must be finite", bound);
        List<Limit> more = new ArrayList<>(limits);
        more.add(new Limit(other, bound));
        return new ThresholdRule(metric, List.copyOf(more));
    }

    /** The best cut-off on rows that the model has not learned from. */
    public Threshold choose(Model model, Table validation) {
        checkUnseen(model, validation);
        Choice choice = best(rows(model.scores(validation), validation)).orElseThrow(() -> noChoice(validation));
        return new Threshold(choice.cut(), choice.value(), toString(), new double[0], new double[0], SeenRows.of(validation));
    }

    /**
     * The best cut-off of each class against all others, on rows that the model has not learned from. The rule's metrics are asked about "it" (1) and
     * "not it" (0).
     */
    public ClassThresholds chooseEach(Model model, Table validation) {
        checkUnseen(model, validation);
        Check.require(validation.target().isPresent() && validation.hasClasses() && validation.classNames().equals(model.classNames()), NAME,
                "needs rows with a target of the classes "
                + model.classNames(), validation.target().isEmpty() ? "no target" : validation.target().get());
        Tensor scores = model.scores(validation);
        int[] labels = validation.labels();
        Tensor weights = validation.weights().map(column -> Tensor.of(column.toArray())).orElse(null);
        List<Threshold> thresholds = new ArrayList<>();
        for (int k = 0; k < model.classNames().size(); k++) {
            int one = k;
            Tensor own = scores.slice(1, k, k + 1).reshape(scores.dim(0));
            Choice choice = best(new Rows(own, Tensor.of(Arrays.stream(labels).map(label -> label == one ? 1 : 0).toArray()), weights))
                    .orElseThrow(() -> noChoice(validation));
            thresholds.add(new Threshold(choice.cut(), choice.value(), toString(), new double[0], new double[0], SeenRows.of(validation)));
        }
        return new ClassThresholds(model.classNames(), thresholds);
    }

    private static void checkUnseen(Model model, Table validation) {
        int[] seen = Wrapped.seenBy(model).among(validation);
        Check.require(seen.length == 0, NAME, "must be chosen on rows that the model has not seen",
                seen.length + " of " + validation.rows() + " that it has",
                "Choose on validation rows, or over the folds of a cross-validation.");
    }

    /**
     * The best cut-off on the out-of-fold scores of a cross-validation of these rows, and what each fold alone would have chosen. Rows that were
     * tested several times count once, with their mean score.
     */
    public Threshold overFolds(CvResult<?> result, Table rows) {
        Check.require(result.timesTested().length == rows.rows(), NAME, "needs the rows that were cross-validated, " + result.timesTested().length,
                rows.rows() + " rows");
        int[] times = result.timesTested();
        Table tested = rows.rows(IntStream.range(0, times.length).filter(row -> times[row] > 0).toArray());
        Rows all = part(result.outOfFold(), rows, IntStream.range(0, times.length).filter(row -> times[row] > 0).toArray());
        Choice choice = best(all).orElseThrow(() -> noChoice(tested));
        List<Rows> folds = new ArrayList<>();
        for (FoldResult<?> fold : result.folds()) {
            if (fold.failure().isEmpty()) {
                folds.add(part(result.outOfFold(), rows, fold.fold().test()));
            }
        }
        double[] cuts = folds.stream().mapToDouble(fold -> best(fold).map(Choice::cut).orElse(Double.NaN)).toArray();
        double[] values = folds.stream().mapToDouble(fold -> metric.from(at(fold, choice.cut()))).toArray();
        return new Threshold(choice.cut(), choice.value(), toString(), cuts, values, SeenRows.of(tested));
    }

    private static Rows part(Tensor scores, Table rows, int[] some) {
        float[] all = scores.toArray();
        int width = Math.toIntExact(scores.size() / scores.dim(0));
        float[] picked = new float[some.length * width];
        for (int i = 0; i < some.length; i++) {
            System.arraycopy(all, some[i] * width, picked, i * width, width);
        }
        return rows(Tensor.of(scores.shape().slice(1, scores.rank()).prepend(some.length), picked), rows.rows(some));
    }

    private static Rows rows(Tensor scores, Table rows) {
        Check.require(rows.target().isPresent() && rows.classNames().size() == 2, NAME, "needs a target of two classes",
                rows.target().isEmpty() ? "no target" : rows.classNames().size() + " classes");
        return new Rows(ofClassOne(scores), rows.targets(), rows.weights().map(column -> Tensor.of(column.toArray())).orElse(null));
    }

    /** The scores of class 1: the second of two columns, or the only one. */
    static Tensor ofClassOne(Tensor scores) {
        if (scores.rank() == 1) {
            return scores;
        }
        if (scores.rank() != 2 || scores.dim(1) > 2) {
            throw new ShapeException(NAME, "needs the scores of two classes, [n, 2] or [n]", "", scores.shape());
        }
        return scores.slice(1, scores.dim(1) - 1, scores.dim(1)).reshape(scores.dim(0));
    }

    private Optional<Choice> best(Rows rows) {
        CutOffs all = CutOffs.of(rows.scores(), rows.targets(), rows.weights());
        double[] cuts = all.thresholds();
        List<ClassOutcomes> counts = all.counts();
        Choice best = null;
        for (int i = -1; i < cuts.length; i++) {
            ClassOutcomes last = counts.get(Math.max(i, 0));
            Confusion confusion = i >= 0 ? confusion(last)
                    : confusion(new ClassOutcomes(0, 0, last.support(), last.total() - last.support()));
            double value = metric.from(confusion);
            if (limits.stream().allMatch(limit -> limit.allows(confusion)) && metric.better(value, best == null ? Double.NaN : best.value())) {
                best = new Choice(i < 0 ? NEVER : cuts[i], value);
            }
        }
        return Optional.ofNullable(best);
    }

    private static Confusion at(Rows rows, double cut) {
        float[] scores = rows.scores().toArray();
        int[] decided = new int[scores.length];
        Arrays.setAll(decided, i -> scores[i] >= cut ? 1 : 0);
        return Confusion.of(Tensor.of(decided), rows.targets(), rows.weights());
    }

    private static Confusion confusion(ClassOutcomes counts) {
        return Confusion.of(new double[][] {{counts.trueNegatives(), counts.falsePositives()}, {counts.falseNegatives(), counts.truePositives()}});
    }

    private IllegalArgumentException noChoice(Table rows) {
        return new IllegalArgumentException(NAME + ": no cut-off of " + rows.rows() + " rows has " + (limits.isEmpty() ? metric.name() + " defined"
                : limits.stream().map(Limit::toString).collect(Collectors.joining(" and "))) + ". "
                + (limits.isEmpty() ? "Are there rows of both classes?" : "Ask for less."));
    }

    /** As in {@code maximizing precision subject to recall >= 0.9}. */
    @Override
    public String toString() {
        return (metric.higherIsBetter() ? "maximizing " : "minimizing ") + metric.name()
                + (limits.isEmpty() ? "" : limits.stream().map(Limit::toString).collect(Collectors.joining(", ", " subject to ", "")));
    }
}
