package org.librate.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;
import org.librate.metrics.classification.Confusion;
import org.librate.metrics.classification.PrCurve;
import org.librate.metrics.classification.RocCurve;
import org.librate.metrics.internal.Table;

/**
 * What a model said of rows and what was right: any metric can be asked of it, as often as you like. A value, safe for any number of threads.
 *
 * <pre>{@code
 * Evaluation evaluation = Evaluation.of(model.predictProbabilities(x), y).withNames(List.of("stays", "leaves"));
 * double area = evaluation.get(PrAuc.metric());
 * System.out.println(evaluation.report());        // per class: precision, recall, F1, support; averages; the confusion matrix
 * System.out.println(evaluation.table(RocAuc.metric(), LogLoss.metric(), Brier.metric()));
 * }</pre>
 *
 * <p>Scores are probabilities {@code [n, classes]}, or {@code [n]} of class 1, or class numbers; or values {@code [n, ..]} of a regressor.
 * For data that comes in batches, see {@link #collector}.
 */
public final class Evaluation {

    /** Scores and targets that come batch by batch. */
    public static final class Collector {

        private final List<Part> parts = new ArrayList<>();

        private Collector() {
        }

        public Collector add(Tensor scores, Tensor targets) {
            return add(scores, targets, null);
        }

        /** Takes a copy of a batch. */
        public Collector add(Tensor scores, Tensor targets, @Nullable Tensor weights) {
            parts.add(Part.of(scores, targets, weights));
            return this;
        }

        /** What was added so far. */
        public Evaluation evaluation() {
            return new Evaluation(List.copyOf(parts), null);
        }

        /** As in {@code Evaluation.Collector[batches=12]}. */
        @Override
        public String toString() {
            return "Evaluation.Collector[batches=" + parts.size() + "]";
        }
    }

    private record Part(Tensor scores, Tensor targets, @Nullable Tensor weights) {

        static Part of(Tensor scores, Tensor targets, @Nullable Tensor weights) {
            if (scores.rank() == 0 || targets.rank() == 0 || scores.dim(0) != targets.dim(0)) {
                throw new ShapeException("Evaluation", "scores and targets must have as many rows", "", scores.shape(), targets.shape());
            }
            return new Part(scores.keep(), targets.keep(), weights == null ? null : weights.keep());
        }
    }

    private final List<Part> parts;
    private final @Nullable List<String> names;
    private final Map<Metric, Double> values = new ConcurrentHashMap<>();
    private volatile @Nullable Confusion confusion;

    private Evaluation(List<Part> parts, @Nullable List<String> names) {
        this.parts = parts;
        this.names = names;
    }

    public static Evaluation of(Tensor scores, Tensor targets) {
        return of(scores, targets, null);
    }

    /** With how much each row counts. */
    public static Evaluation of(Tensor scores, Tensor targets, @Nullable Tensor weights) {
        return new Evaluation(List.of(Part.of(scores, targets, weights)), null);
    }

    /** For scores and targets that come batch by batch. */
    public static Collector collector() {
        return new Collector();
    }

    /** With names for the classes, in order of their numbers. */
    public Evaluation withNames(List<String> names) {
        return new Evaluation(parts, List.copyOf(names));
    }

    /** The rows of both. */
    public Evaluation merge(Evaluation other) {
        List<Part> all = new ArrayList<>(parts);
        all.addAll(other.parts);
        return new Evaluation(List.copyOf(all), names);
    }

    public long rows() {
        return parts.stream().mapToLong(part -> part.scores.dim(0)).sum();
    }

    /** The metric over all rows; computed once. */
    public double get(Metric metric) {
        return values.computeIfAbsent(metric, asked -> {
            Metric.Tally tally = asked.start();
            parts.forEach(part -> tally.add(part.scores, part.targets, part.weights));
            return tally.value();
        });
    }

    /** How often each class was taken for which. */
    public Confusion confusion() {
        Confusion known = confusion;
        if (known == null) {
            known = parts.stream().map(part -> Confusion.of(part.scores, part.targets, part.weights)).reduce(Confusion.of(new double[0][]),
                    Confusion::merge);
            known = names == null ? known : known.withNames(names);
            confusion = known;
        }
        return known;
    }

    /** True against false positive rates of class 1 of two. */
    public RocCurve rocCurve() {
        return rocCurve(1);
    }

    /** True against false positive rates of one class against the rest. */
    public RocCurve rocCurve(int index) {
        Part all = joined();
        return RocCurve.of(all.scores, all.targets, all.weights, index);
    }

    /** Precision against recall of class 1 of two. */
    public PrCurve prCurve() {
        return prCurve(1);
    }

    /** Precision against recall of one class against the rest. */
    public PrCurve prCurve(int index) {
        Part all = joined();
        return PrCurve.of(all.scores, all.targets, all.weights, index);
    }

    private Part joined() {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        boolean weighted = parts.stream().anyMatch(part -> part.weights != null);
        return new Part(Tensor.concat(0, parts.stream().map(Part::scores).toList()), Tensor.concat(0, parts.stream().map(Part::targets).toList()),
                !weighted ? null : Tensor.of(parts.stream().flatMapToDouble(part -> Arrays.stream(weights(part))).toArray()));
    }

    private static double[] weights(Part part) {
        if (part.weights != null) {
            return part.weights.toDoubles();
        }
        double[] ones = new double[Math.toIntExact(part.scores.dim(0))];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** How a classifier did, class by class. What is undefined shows as such, and so do averages over it. */
    public Report report() {
        return report(Undefined.NAN);
    }

    /** {@link #report()}, with another answer to what is undefined. */
    public Report report(Undefined undefined) {
        return Report.of(confusion(), undefined);
    }

    /** The values of some metrics as a table, a line each. */
    public String table(Metric... metrics) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("metric", "value"));
        for (Metric metric : metrics) {
            lines.add(List.of(metric.name(), Table.value(get(metric))));
        }
        return Table.text(lines);
    }

    /** As in {@code Evaluation[rows=1350]}. */
    @Override
    public String toString() {
        return "Evaluation[rows=" + rows() + "]";
    }
}
