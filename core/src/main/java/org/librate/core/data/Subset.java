package org.librate.core.data;

import java.util.Objects;

/** Some rows of a dataset. */
final class Subset extends DatasetView {

    private final int[] rows;

    Subset(Dataset source, int[] rows) {
        super(source);
        for (int row : rows) {
            if (row < 0 || row >= source.size()) {
                throw new IndexOutOfBoundsException("Dataset.subset: rows must be in [0, " + source.size() + "), got " + row + ".");
            }
        }
        this.rows = rows.clone();
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    protected int row(int index) {
        return rows[index];
    }

    @Override
    public Dataset subset(int... some) {
        int[] within = new int[some.length];
        for (int i = 0; i < some.length; i++) {
            within[i] = rows[Objects.checkIndex(some[i], rows.length)];
        }
        return new Subset(source(), within);
    }

    @Override
    public String toString() {
        return source() + ".subset(" + rows.length + " rows)";
    }
}
