package org.librate.imbalance;

import java.util.Arrays;
import java.util.List;
import org.librate.core.kernel.host.HostParallel;
import org.librate.core.table.Column;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.VectorColumn;

/** Where rows have their numbers. */
interface Numbers {

    /** Number j of a row. */
    double at(int row, int j);

    /** The numbers of some rows, row by row. */
    double[] of(int[] some);

    /** Of all rows. */
    double[] all(int rows);

    /** In one array, row by row. */
    record InOne(double[] values, int width) implements Numbers {

        @Override
        public double at(int row, int j) {
            return values[row * width + j];
        }

        @Override
        public double[] of(int[] some) {
            double[] picked = new double[Math.multiplyExact(some.length, width)];
            for (int i = 0; i < some.length; i++) {
                System.arraycopy(values, some[i] * width, picked, i * width, width);
            }
            return picked;
        }

        @Override
        public double[] all(int rows) {
            return values;
        }
    }

    /** In a table's own columns, so that nothing is copied but what is looked for. */
    final class InColumns implements Numbers {

        private static final int BLOCK = 64; // rows, so that what is written stays in the cache meanwhile

        private final NumericColumn[] columns; // of each number; a vector's have none
        private final float[][] vectors; // of each number; a column's have none
        private final int[] lengths; // of the vector
        private final int[] places; // in the vector

        private InColumns(int width) {
            columns = new NumericColumn[width];
            vectors = new float[width][];
            lengths = new int[width];
            places = new int[width];
        }

        /** Columns of numbers and vectors of {@code width} numbers together. */
        static InColumns of(List<Column> columns, int width) {
            InColumns numbers = new InColumns(width);
            int at = 0;
            for (Column column : columns) {
                if (column instanceof VectorColumn vectors) {
                    float[] values = vectors.values().toArray();
                    int length = Math.toIntExact(vectors.shape().size());
                    for (int place = 0; place < length; place++, at++) {
                        numbers.vectors[at] = values;
                        numbers.lengths[at] = length;
                        numbers.places[at] = place;
                    }
                } else {
                    numbers.columns[at++] = (NumericColumn) column;
                }
            }
            return numbers;
        }

        @Override
        public double at(int row, int j) {
            NumericColumn column = columns[j];
            return column != null ? column.get(row) : vectors[j][row * lengths[j] + places[j]];
        }

        /** The first of so many rows in which number j is not finite; {@code rows} if there is none. */
        int firstNotFinite(int j, int rows) {
            int row = 0;
            while (row < rows && Double.isFinite(at(row, j))) {
                row++;
            }
            return row;
        }

        @Override
        public double[] of(int[] some) {
            int width = columns.length;
            double[] picked = new double[Math.multiplyExact(some.length, width)];
            HostParallel.run((first, last) -> {
                for (int block = first; block < last; block++) {
                    int from = block * BLOCK;
                    int to = Math.min(some.length, from + BLOCK);
                    for (int j = 0; j < width; j++) {
                        for (int i = from; i < to; i++) {
                            picked[i * width + j] = at(some[i], j);
                        }
                    }
                }
            }, (some.length + BLOCK - 1) / BLOCK, BLOCK);
            return picked;
        }

        @Override
        public double[] all(int rows) {
            int[] all = new int[rows];
            Arrays.setAll(all, row -> row);
            return of(all);
        }
    }
}
