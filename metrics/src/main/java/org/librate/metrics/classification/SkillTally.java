package org.librate.metrics.classification;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;
import org.librate.metrics.Undefined;
import org.librate.metrics.internal.Inputs;

/** A count of a loss, and of the classes' frequencies, which say what the best constant prediction would have lost. */
final class SkillTally implements Metric.Tally {

    private final Metric metric;
    private final Undefined undefined;
    private final Function<Probabilities, double[]> losses;
    private final DoubleUnaryOperator constant;
    private double[] classes = {};
    private double sum;
    private double total;

    SkillTally(Metric metric, Undefined undefined, Function<Probabilities, double[]> losses, DoubleUnaryOperator constant) {
        this.metric = metric;
        this.undefined = undefined;
        this.losses = losses;
        this.constant = constant;
    }

    @Override
    public void add(Tensor scores, Tensor targets, @Nullable Tensor weights) {
        Probabilities of = Probabilities.classes(metric.name(), scores, targets);
        double[] by = Inputs.weights(metric.name(), weights, of.rows);
        double[] rows = losses.apply(of);
        classes = Arrays.copyOf(classes, Math.max(classes.length, of.columns));
        for (int i = 0; i < of.rows; i++) {
            double weight = by == null ? 1 : by[i];
            sum += weight * rows[i];
            total += weight;
            for (int k = 0; k < of.columns; k++) {
                classes[k] += weight * of.wanted[i * of.columns + k];
            }
        }
    }

    @Override
    public void merge(Metric.Tally other) {
        if (!(other instanceof SkillTally tally && tally.metric.equals(metric))) {
            throw Inputs.cannotMerge(metric.name(), other);
        }
        classes = Arrays.copyOf(classes, Math.max(classes.length, tally.classes.length));
        for (int k = 0; k < tally.classes.length; k++) {
            classes[k] += tally.classes[k];
        }
        sum += tally.sum;
        total += tally.total;
    }

    @Override
    public double value() {
        double base = Arrays.stream(classes).filter(weight -> weight > 0).map(weight -> constant.applyAsDouble(weight / total)).sum();
        boolean one = Arrays.stream(classes).filter(weight -> weight > 0).count() < 2;
        return total == 0 ? Double.NaN : undefined.or(one ? Double.NaN : 1 - sum / total / base);
    }

    /** As in {@code Tally[D2LogLoss[undefined=NAN]]}. */
    @Override
    public String toString() {
        return "Tally[" + metric + "]";
    }
}
