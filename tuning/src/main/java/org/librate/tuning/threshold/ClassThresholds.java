package org.librate.tuning.threshold;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.learn.Model;
import org.librate.core.learn.SeenRows;
import org.librate.core.table.Table;
import org.librate.tuning.Wrapped;

/**
 * A cut-off for each of several classes, chosen as if it stood against all others ({@link ThresholdRule#chooseEach}). A row is said to be of the
 * class whose probability is the largest multiple of its cut-off: a class with a low one is found more often. Equal cut-offs change nothing.
 *
 * <pre>{@code
 * ClassThresholds cuts = Threshold.maximizing(F1.metric()).chooseEach(model, split.validation());
 * Model decided = cuts.on(model);
 * }</pre>
 *
 * @param classNames the classes in the order of their numbers
 * @param thresholds one for each
 */
public record ClassThresholds(List<String> classNames, List<Threshold> thresholds) {

    private static final double SMALLEST = 1e-12; // what a cut-off of 0 is taken for

    public ClassThresholds {
        classNames = List.copyOf(classNames);
        thresholds = List.copyOf(thresholds);
        Check.require(!classNames.isEmpty() && classNames.size() == thresholds.size(), "ClassThresholds",
                "needs a threshold for each of " + classNames.size() + " classes", thresholds.size());
    }

    /** A model that answers by these cut-offs; its scores are those of the model. */
    public <M extends Model> Wrapped<M> on(M model) {
        Check.require(model.classNames().equals(classNames), "ClassThresholds", "needs a model of the classes " + classNames, model.classNames());
        return new Decided<>(model, this);
    }

    /** As in {@code ClassThresholds[red 0.2500, green 0.5100]}. */
    @Override
    public String toString() {
        return IntStream.range(0, classNames.size()).mapToObj(k -> classNames.get(k) + " "
                + String.format(Locale.ROOT, "%.4f", thresholds.get(k).cut())).collect(Collectors.joining(", ", "ClassThresholds[", "]"));
    }

    private record Decided<M extends Model>(M model, ClassThresholds cuts) implements Wrapped<M> {

        @Override
        public SeenRows seen() {
            return cuts.thresholds.stream().map(Threshold::seen).reduce(Wrapped.seenBy(model), SeenRows::and);
        }

        @Override
        public boolean decidesItself() {
            return true;
        }

        @Override
        public Tensor predict(Table rows) {
            float[] scores = model.scores(rows).toArray();
            int classes = cuts.classNames.size();
            long[] decided = new long[rows.rows()];
            for (int i = 0; i < decided.length; i++) {
                double most = Double.NEGATIVE_INFINITY;
                for (int k = 0; k < classes; k++) {
                    double multiple = scores[i * classes + k] / Math.max(SMALLEST, cuts.thresholds.get(k).cut());
                    if (multiple > most) {
                        most = multiple;
                        decided[i] = k;
                    }
                }
            }
            return Tensor.of(decided);
        }

        @Override
        public String toString() {
            return "Decided[" + model + ", " + cuts + "]";
        }
    }
}
