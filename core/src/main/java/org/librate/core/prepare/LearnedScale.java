package org.librate.core.prepare;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.host.HostParallel;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.ColumnType;
import org.librate.core.table.Table;

/** Fits a center and a scale for each column of numbers: what the scalers share. */
final class LearnedScale {

    private static final int ROWS = 1 << 16;

    private LearnedScale() {
    }

    /** Center and scale of the values that are there; called only if there are some. */
    interface Rule {
        double[] of(double[] values);
    }

    static FittedTransformer fit(String step, Columns columns, Table train, Rule rule, double offset, double low, double high) {
        List<String> names = columns.toLearn(step, train, ColumnType.NUMERIC);
        double[] centers = new double[names.size()];
        double[] scales = new double[names.size()];
        @Nullable RuntimeException[] complaints = new @Nullable RuntimeException[names.size()];
        HostParallel.run((first, last) -> {
            for (int c = first; c < last; c++) {
                try {
                    double[] values = Stats.present(step, train.numeric(names.get(c)));
                    double[] learned = values.length == 0 ? new double[] {0, 1} : rule.of(values);
                    centers[c] = learned[0];
                    scales[c] = orOne(learned[1]);
                } catch (RuntimeException e) {
                    complaints[c] = e;
                }
            }
        }, names.size(), grain(train.rows()));
        for (RuntimeException complaint : complaints) {
            if (complaint != null) {
                throw complaint; // the first column's, whichever thread was first
            }
        }
        return new FittedScaler(step, names, centers, scales, offset, low, high);
    }

    /** How many columns are worth another thread. */
    static int grain(int rows) {
        return 1 + ROWS / (1 + rows);
    }

    /** What is (nearly) 0 cannot be divided by: a constant column is centred and stays constant. */
    private static double orOne(double scale) {
        return scale < 10 * Math.ulp(1.0) ? 1 : scale;
    }
}
