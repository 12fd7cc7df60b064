package org.librate.metrics.classification;

import org.librate.core.metric.Metric;
import org.librate.metrics.internal.MeanTally;

/**
 * The mean squared error of probabilities (Brier 1950): {@code (p − t)²} of class 1 of two, {@code Σ (p − t)²} over three classes or more.
 *
 * @param labels whether rows may have several labels; then it is the mean over them
 */
public record Brier(boolean labels) implements Metric {

    public static Brier metric() {
        return new Brier(false);
    }

    /** For rows that may have several labels: scores and targets {@code [n, labels]}. */
    public Brier overLabels() {
        return new Brier(true);
    }

    @Override
    public String name() {
        return "brier";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Tally start() {
        return new MeanTally(this, (scores, targets) -> {
            Probabilities of = labels ? Probabilities.labels(name(), scores, targets) : Probabilities.classes(name(), scores, targets);
            double[] rows = losses(of);
            double scale = labels ? of.columns : of.columns == 2 ? 2 : 1;
            for (int i = 0; i < rows.length; i++) {
                rows[i] /= scale;
            }
            return rows;
        });
    }

    /** The sum of squares over the columns. */
    static double[] losses(Probabilities of) {
        double[] rows = new double[of.rows];
        for (int i = 0; i < of.given.length; i++) {
            double error = of.given[i] - of.wanted[i];
            rows[i / of.columns] += error * error;
        }
        return rows;
    }
}
