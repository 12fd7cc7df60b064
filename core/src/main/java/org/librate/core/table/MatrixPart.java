package org.librate.core.table;

/**
 * A column on its way into a matrix.
 *
 * @param at its first place in each row
 * @param count of numbers in each row
 * @param vectors the numbers of a column of vectors, row by row; empty for others, and where it is known which of them are 1
 */
record MatrixPart(Column column, int at, int count, float[] vectors) {

    static MatrixPart of(Column column, int at) {
        return column instanceof VectorColumn vectors
                ? new MatrixPart(column, at, Math.toIntExact(vectors.shape().last()), vectors.isOneHot() ? new float[0] : vectors.values().toArray())
                : new MatrixPart(column, at, 1, new float[0]);
    }

    /** Writes some rows into a matrix of zeros of that width, and says whether all are known. */
    boolean fill(float[] values, int width, int from, int to) {
        int into = from * width + at;
        boolean known = true;
        if (column instanceof NumericColumn numbers) {
            double[] all = numbers.values();
            for (int i = from; i < to; i++, into += width) {
                double value = all[i];
                known &= value == value;
                values[into] = (float) value;
            }
        } else if (column instanceof BooleanColumn yes) {
            for (int i = from; i < to; i++, into += width) {
                known &= !yes.isMissing(i);
                values[into] = yes.isTrue(i) ? 1 : 0;
            }
        } else if (column instanceof VectorColumn ones && ones.isOneHot()) {
            ones.fill(values, at, width, from, to);
        } else {
            for (int i = from; i < to; i++, into += width) {
                System.arraycopy(vectors, i * count, values, into, count);
            }
        }
        return known;
    }
}
