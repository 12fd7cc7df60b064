package org.librate.metrics.classification;

import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;
import org.librate.metrics.Undefined;
import org.librate.metrics.internal.Inputs;
import org.librate.metrics.internal.MeanTally;

/**
 * A rate of each row's labels, where a row may have several, averaged over the rows: how good the answer for one row is. {@code F1.metric().perRow()}
 * and the like make it; scikit-learn calls it the average over samples. Scores and targets {@code [n, labels]}, given above one half.
 *
 * @param formula the rate
 * @param undefined what it is for a row for which the formula divides by zero, such as the precision where no label was given
 */
public record RowRate(RateFormula formula, Undefined undefined) implements Metric {

    /** What it is where the formula divides by zero; NaN unless said, which makes the mean NaN. {@link Undefined#SKIP} leaves such rows out. */
    public RowRate withUndefined(Undefined undefined) {
        return new RowRate(formula, undefined);
    }

    @Override
    public String name() {
        return formula.name() + "_per_row";
    }

    @Override
    public boolean higherIsBetter() {
        return formula.higherIsBetter();
    }

    @Override
    public Tally start() {
        return new MeanTally(this, this::rows).skippingNaN(undefined == Undefined.SKIP);
    }

    private double[] rows(Tensor scores, Tensor targets) {
        Inputs.sameSize(name(), scores, targets);
        if (scores.rank() != 2) {
            throw new ShapeException(name(), "needs a probability for each label, [n, labels]", "", scores.shape());
        }
        double[] given = Inputs.probabilities(name(), scores);
        byte[] wanted = Inputs.labels(name(), targets);
        int labels = Math.toIntExact(scores.dim(1));
        double[] rows = new double[Inputs.rows(name(), scores)];
        for (int i = 0; i < rows.length; i++) {
            int[] cells = new int[4]; // wanted · 2 + given
            for (int at = i * labels; at < (i + 1) * labels; at++) {
                cells[wanted[at] * 2 + (given[at] > 0.5 ? 1 : 0)]++;
            }
            rows[i] = undefined.or(formula.of(new ClassOutcomes(cells[3], cells[1], cells[2], cells[0]), undefined));
        }
        return rows;
    }

    /** As in {@code F1.metric().perRow().withUndefined(ZERO)}. */
    @Override
    public String toString() {
        return formula + ".metric().perRow()" + (undefined == Undefined.NAN ? "" : ".withUndefined(" + undefined + ")");
    }
}
