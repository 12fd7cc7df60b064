package org.librate.core.estimator;

/**
 * The weighted mean of the rows' losses under linear outputs, and {@code ½ Σ square[i] · w[i]²}. The parameters are, output by output, its coefficients and (if there
 * is one) its intercept. Every row is read once: its outputs, loss and share of the gradient while it is in the cache.
 */
final class LinearObjective implements Lbfgs.Objective {

    private final Columns columns;
    private final double[] weights; // sum to 1
    private final RowLoss loss;
    private final int outputs;
    private final int stride;
    private final double[] squares;

    LinearObjective(Columns columns, double[] weights, RowLoss loss, int outputs, boolean intercept, double[] squares) {
        this.columns = columns;
        this.weights = weights;
        this.loss = loss;
        this.outputs = outputs;
        this.stride = columns.width + (intercept ? 1 : 0);
        this.squares = squares;
    }

    @Override
    public double at(double[] w, double[] gradient) {
        int size = w.length;
        double[] sums = RowBlocks.sum(columns.n, size + 1, 2L * size + 20L * outputs, (from, to, into) -> rows(from, to, w, into));
        double value = sums[size];
        for (int i = 0; i < size; i++) {
            value += 0.5 * squares[i] * w[i] * w[i];
            gradient[i] = sums[i] + squares[i] * w[i];
        }
        return value;
    }

    private void rows(int from, int to, double[] w, double[] into) {
        int width = columns.width;
        boolean intercept = stride > width;
        double[] z = new double[outputs];
        double value = 0;
        for (int i = from; i < to; i++) {
            if (weights[i] == 0) {
                continue;
            }
            int at = i * width;
            for (int k = 0; k < outputs; k++) {
                z[k] = RowBlocks.dot(columns.x, at, w, k * stride, width) + (intercept ? w[k * stride + width] : 0);
            }
            value += weights[i] * loss.of(i, z);
            for (int k = 0; k < outputs; k++) {
                double share = weights[i] * z[k];
                if (share != 0) {
                    RowBlocks.addTo(into, k * stride, share, columns.x, at, width);
                    if (intercept) {
                        into[k * stride + width] += share;
                    }
                }
            }
        }
        into[w.length] += value;
    }
}
