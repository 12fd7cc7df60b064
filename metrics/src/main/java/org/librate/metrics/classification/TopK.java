package org.librate.metrics.classification;

import org.librate.core.Check;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;
import org.librate.metrics.internal.Inputs;
import org.librate.metrics.internal.MeanTally;

/**
 * The share of rows whose class is among the k with the highest scores {@code [n, classes]}. Of classes with the same score, the later one is taken
 * first, as in scikit-learn.
 *
 * @param k how many classes may be named
 */
public record TopK(int k) implements Metric {

    public TopK {
        Check.positive("TopK", "k", k);
    }

    public static TopK of(int k) {
        return new TopK(k);
    }

    @Override
    public String name() {
        return "top_" + k;
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Tally start() {
        return new MeanTally(this, this::hits);
    }

    private double[] hits(Tensor scores, Tensor targets) {
        if (scores.rank() != 2) {
            throw new ShapeException(name(), "needs scores [n, classes]", "", scores.shape());
        }
        int rows = Inputs.rows(name(), scores);
        int classes = Math.toIntExact(scores.dim(1));
        double[] given = Inputs.doubles(name(), "scores", scores);
        int[] wanted = Inputs.classes(name(), targets, rows, classes);
        double[] hits = new double[rows];
        for (int i = 0; i < rows; i++) {
            double own = given[i * classes + wanted[i]];
            int before = 0;
            for (int c = 0; c < classes; c++) {
                double other = given[i * classes + c];
                before += other > own || other == own && c > wanted[i] ? 1 : 0;
            }
            hits[i] = before < k ? 1 : 0;
        }
        return hits;
    }
}
