package org.librate.core.prepare;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.kernel.host.HostParallel;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * What the scalers learn: {@code (x − center) / scale + offset} for each column, at least {@code low} and at most {@code high}. A missing value stays
 * missing.
 *
 * @param step the scaler's name
 */
public record FittedScaler(String step, List<String> columns, double[] centers, double[] scales, double offset, double low, double high)
        implements FittedTransformer {

    public FittedScaler {
        columns = List.copyOf(columns);
        centers = centers.clone();
        scales = scales.clone();
        Check.require(centers.length == columns.size() && scales.length == columns.size(), step,
                "needs a center and a scale for each of " + columns.size() + " columns", centers.length + " and " + scales.length);
    }

    @Override
    public Table apply(Table rows) {
        Edit edit = new Edit(step, rows, columns);
        boolean clipped = low > Double.NEGATIVE_INFINITY || high < Double.POSITIVE_INFINITY;
        NumericColumn[] some = new NumericColumn[columns.size()];
        Arrays.setAll(some, c -> edit.numeric(columns.get(c)));
        HostParallel.run((first, last) -> {
            for (int c = first; c < last; c++) {
                double[] scaled = scaled(some[c], centers[c], scales[c], offset);
                if (clipped) {
                    for (int i = 0; i < scaled.length; i++) {
                        scaled[i] = Math.min(Math.max(scaled[i], low), high);
                    }
                }
                some[c] = NumericColumn.wrap(some[c].name(), scaled);
            }
        }, some.length, LearnedScale.grain(rows.rows()));
        for (NumericColumn scaled : some) {
            edit.replace(scaled.name(), scaled);
        }
        return edit.done();
    }

    private static double[] scaled(NumericColumn column, double center, double scale, double offset) {
        double[] scaled = new double[column.size()];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (column.get(i) - center) / scale + offset;
        }
        return scaled;
    }

    @Override
    public String toString() {
        return "Fitted" + step + columns;
    }
}
