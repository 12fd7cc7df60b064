package org.librate.metrics.classification;

import org.librate.core.metric.Metric;
import org.librate.metrics.internal.MeanTally;

/**
 * The mean negative logarithm of the probability given to what was right: {@code −Σ t log p}. Probabilities are kept away from 0 and 1 by what their
 * type can tell from it (float32: 1.2e−7), so that one sure and wrong row does not make it infinite.
 *
 * @param labels whether rows may have several labels; then it is the mean over them of {@code −t log p − (1 − t) log (1 − p)}
 */
public record LogLoss(boolean labels) implements Metric {

    public static LogLoss metric() {
        return new LogLoss(false);
    }

    /** For rows that may have several labels: scores and targets {@code [n, labels]}. */
    public LogLoss overLabels() {
        return new LogLoss(true);
    }

    @Override
    public String name() {
        return "log_loss";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Tally start() {
        return new MeanTally(this, (scores, targets) -> labels ? labelLosses(Probabilities.labels(name(), scores, targets))
                : losses(Probabilities.classes(name(), scores, targets)));
    }

    static double[] losses(Probabilities of) {
        double[] rows = new double[of.rows];
        for (int i = 0; i < of.given.length; i++) {
            if (of.wanted[i] != 0) {
                rows[i / of.columns] -= of.wanted[i] * Math.log(kept(of.given[i], of.smallest));
            }
        }
        return rows;
    }

    private static double[] labelLosses(Probabilities of) {
        double[] rows = new double[of.rows];
        for (int i = 0; i < of.given.length; i++) {
            double p = kept(of.given[i], of.smallest);
            rows[i / of.columns] -= (of.wanted[i] * Math.log(p) + (1 - of.wanted[i]) * Math.log(1 - p)) / of.columns;
        }
        return rows;
    }

    private static double kept(double p, double away) {
        return Math.min(Math.max(p, away), 1 - away);
    }
}
