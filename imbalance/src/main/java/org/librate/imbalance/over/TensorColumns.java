package org.librate.imbalance.over;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.table.Column;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.VectorColumn;

/**
 * Rows of a tensor as columns of a table, for samplers whose targets are columns, and the way back.
 *
 * @param like the tensor, {@code [n, ...]}
 * @param columns a vector; of FLOAT64, which vectors do not keep, a column for each number
 */
record TensorColumns(Tensor like, List<Column> columns) {

    /** @param name what no other column of the table is called, nor begins with */
    static TensorColumns of(String who, String name, Tensor features, Tensor targets) {
        boolean fits = features.rank() >= 1 && targets.rank() >= 1 && features.dim(0) > 0 && features.size() > 0 && targets.dim(0) == features.dim(0);
        if (!fits) {
            throw new ShapeException(who, "needs features [n, ...] and targets for each of at least one row", "targets " + targets.shape(),
                    features.shape());
        }
        Check.require(features.dtype().isFloating(), who, "features must be FLOAT32 or FLOAT64", features.dtype(), "Use cast(DType.FLOAT32).");
        int n = Math.toIntExact(features.dim(0));
        int width = Math.toIntExact(features.size() / n);
        if (features.dtype() != DType.FLOAT64) {
            return new TensorColumns(features, List.of(VectorColumn.of(name, features.reshape(n, width))));
        }
        double[] values = features.toDoubles();
        List<Column> columns = new ArrayList<>();
        for (int j = 0; j < width; j++) {
            double[] numbers = new double[n];
            for (int i = 0; i < n; i++) {
                numbers[i] = values[i * width + j];
            }
            columns.add(NumericColumn.of(name + "[" + j + "]", numbers));
        }
        return new TensorColumns(features, columns);
    }

    /** The rows of a table with these columns. */
    Tensor back(Table table) {
        Shape shape = like.shape().with(0, table.rows());
        if (like.dtype() != DType.FLOAT64) {
            return table.vector(columns.get(0).name()).values().reshape(shape);
        }
        double[] values = new double[table.rows() * columns.size()];
        for (int j = 0; j < columns.size(); j++) {
            NumericColumn numbers = table.numeric(columns.get(j).name());
            for (int i = 0; i < table.rows(); i++) {
                values[i * columns.size() + j] = numbers.get(i);
            }
        }
        return Tensor.of(shape, values);
    }
}
