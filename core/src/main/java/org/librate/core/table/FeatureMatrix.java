package org.librate.core.table;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.kernel.host.HostParallel;

/** A table's features as numbers side by side, but for the wide ones, which stand alone. */
final class FeatureMatrix {

    private static final int ROWS = 64; // which stay in the cache while the columns are written beside each other
    private static final int VALUES = 1 << 17; // that are worth another thread

    private FeatureMatrix() {
    }

    /** Whether a column is of vectors with several axes, such as images: too much to stand beside numbers. */
    static boolean isWide(Column column) {
        return column instanceof VectorColumn vectors && vectors.shape().rank() > 1;
    }

    static List<String> names(List<Column> features) {
        List<String> names = new ArrayList<>();
        for (Column column : features) {
            if (column instanceof VectorColumn vectors) {
                if (vectors.shape().rank() == 1) {
                    for (int i = 0; i < vectors.shape().last(); i++) {
                        names.add(column.name() + "[" + i + "]");
                    }
                }
            } else {
                names.add(column.name());
            }
        }
        return names;
    }

    /** FLOAT32 {@code [rows, features]}. */
    static Tensor of(List<Column> features, int rows) {
        int width = names(features).size();
        float[] values = new float[Math.multiplyExact(rows, width)];
        List<MatrixPart> parts = new ArrayList<>();
        int at = 0;
        for (Column column : features) {
            if (isWide(column)) {
                continue;
            }
            boolean numbers = column instanceof NumericColumn || column instanceof BooleanColumn || column instanceof VectorColumn;
            if (!numbers) {
                parts.forEach(part -> Table.checkKnown(part.column())); // the first complaint is that of the first column
            }
            Check.require(numbers, "Table", "features must be NUMERIC, BOOLEAN or VECTOR to become numbers",
                    column.type() + " \"" + column.name() + "\"", "Encode it, or leave it out.");
            MatrixPart part = MatrixPart.of(column, at);
            parts.add(part);
            at += part.count();
        }
        int blocks = (rows + ROWS - 1) / ROWS;
        AtomicBoolean known = new AtomicBoolean(true);
        HostParallel.run((first, last) -> {
            for (int b = first; b < last; b++) {
                for (MatrixPart part : parts) {
                    if (!part.fill(values, width, b * ROWS, Math.min(rows, (b + 1) * ROWS))) {
                        known.set(false);
                    }
                }
            }
        }, blocks, Math.max(1, VALUES / Math.max(1, width * ROWS)));
        if (!known.get()) {
            parts.forEach(part -> Table.checkKnown(part.column()));
        }
        return Tensor.of(Shape.of(rows, width), values);
    }
}
