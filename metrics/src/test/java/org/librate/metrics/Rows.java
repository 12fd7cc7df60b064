package org.librate.metrics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;

/** Rows to measure, which can be picked, repeated and put in another order. */
public record Rows(Tensor scores, Tensor targets, double @Nullable [] weights) {

    public static Rows of(Tensor scores, Tensor targets) {
        return new Rows(scores, targets, null);
    }

    public int size() {
        return (int) scores.dim(0);
    }

    public Rows withWeights(double... by) {
        return new Rows(scores, targets, by);
    }

    public Rows pick(int... rows) {
        double[] by = weights;
        return new Rows(pick(scores, rows), pick(targets, rows), by == null ? null : Arrays.stream(rows).mapToDouble(i -> by[i]).toArray());
    }

    private static Tensor pick(Tensor tensor, int[] rows) {
        double[] all = tensor.toDoubles();
        int width = all.length / (int) tensor.dim(0);
        double[] some = new double[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(all, rows[i] * width, some, i * width, width);
        }
        Shape shape = tensor.rank() == 1 ? Shape.of(rows.length) : Shape.of(rows.length, width);
        return Tensor.of(shape, some).cast(tensor.dtype());
    }

    /** With one score replaced. */
    public Rows withScore(int element, double value) {
        double[] all = scores.toDoubles();
        all[element] = value;
        return new Rows(Tensor.of(scores.shape(), all).cast(scores.dtype()), targets, weights);
    }

    public void addTo(Metric.Tally tally) {
        tally.add(scores, targets, weights == null ? null : Tensor.of(weights).cast(DType.FLOAT64));
    }

    public double value(Metric metric) {
        Metric.Tally tally = metric.start();
        addTo(tally);
        return tally.value();
    }
}
