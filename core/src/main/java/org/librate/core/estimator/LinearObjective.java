package org.librate.core.estimator;

/**
 * The weighted mean of the rows' losses under linear outputs, and {@code ½ Σ square[i] · w[i]²}. The parameters are, output by output, its
 * coefficients and (if there is one) its intercept. Every row is read once: its outputs, loss and share of the gradient while it is in the cache.
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
        FeatureRows x = columns.rows;
        int dense = x.denseWidth();
        int ones = x.onesWidth();
        // what a 1 adds to an output, and what is left to add to all rows when columns have mean 0
        double[] added = new double[outputs * ones];
        double[] base = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            base[k] = stride > columns.width ? w[k * stride + columns.width] : 0;
            for (int j = 0; j < ones; j++) {
                added[k * ones + j] = w[k * stride + dense + j] / columns.spreads[dense + j];
                base[k] -= added[k * ones + j] * columns.means[dense + j];
            }
        }
        long operations = 2L * outputs * (dense + x.places().length + 10);
        double[] sums = RowBlocks.sum(columns.n, size + 1, operations, (from, to, into) -> rows(from, to, w, added, base, into));
        for (int k = 0; k < outputs; k++) {
            for (int j = dense; j < columns.width; j++) {
                // a column has a mean other than 0 only beside an intercept, of which the gradient is the sum of all shares
                double all = columns.means[j] == 0 ? 0 : sums[k * stride + columns.width] * columns.means[j];
                sums[k * stride + j] = (sums[k * stride + j] - all) / columns.spreads[j];
            }
        }
        double value = sums[size];
        for (int i = 0; i < size; i++) {
            value += 0.5 * squares[i] * w[i] * w[i];
            gradient[i] = sums[i] + squares[i] * w[i];
        }
        return value;
    }

    private void rows(int from, int to, double[] w, double[] added, double[] base, double[] into) {
        FeatureRows x = columns.rows;
        int dense = x.denseWidth();
        int ones = x.onesWidth();
        int[][] places = x.places();
        int[] starts = x.starts();
        boolean intercept = stride > columns.width;
        double[] z = new double[outputs];
        double value = 0;
        for (int i = from; i < to; i++) {
            if (weights[i] == 0) {
                continue;
            }
            for (int k = 0; k < outputs; k++) {
                double output = base[k] + RowBlocks.dot(columns.x, i * dense, w, k * stride, dense);
                for (int c = 0; c < starts.length; c++) {
                    int place = places[c][i];
                    output += place < 0 ? 0 : added[k * ones + starts[c] + place];
                }
                z[k] = output;
            }
            value += weights[i] * loss.of(i, z);
            for (int k = 0; k < outputs; k++) {
                double share = weights[i] * z[k];
                if (share != 0) {
                    RowBlocks.addTo(into, k * stride, share, columns.x, i * dense, dense);
                    for (int c = 0; c < starts.length; c++) {
                        int place = places[c][i];
                        if (place >= 0) {
                            into[k * stride + dense + starts[c] + place] += share;
                        }
                    }
                    if (intercept) {
                        into[k * stride + columns.width] += share;
                    }
                }
            }
        }
        into[w.length] += value;
    }
}
