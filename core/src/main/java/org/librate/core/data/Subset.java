package org.librate.core.data;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Some rows of a dataset. */
final class Subset extends DatasetView {

    private final int[] rows;
    // for each row how many before it are the same one; empty where none comes twice; counted when first read
    private volatile int @Nullable [] earlier;

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
    public void read(int index, Row into) {
        int[] copies = copies();
        if (copies.length == 0) {
            super.read(index, into);
            return;
        }
        // a row that stands here several times is drawn for each time: what is drawn is told apart by the repetition
        int repeat = into.repeat();
        into.set(into.epoch(), repeat * rows.length + copies[index]);
        try {
            super.read(index, into);
        } finally {
            into.set(into.epoch(), repeat);
        }
    }

    private int[] copies() {
        int[] counted = earlier;
        if (counted == null) {
            counted = Copies.earlier(Arrays.stream(rows).asLongStream().toArray());
            earlier = counted;
        }
        return counted;
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
