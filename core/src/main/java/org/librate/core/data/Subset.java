package org.librate.core.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Some rows of a dataset. */
final class Subset implements Dataset, Changes {

    private final Dataset source;
    private final int[] rows;
    private volatile int @Nullable [] earlier; // for each row how many before it are the same one; empty where none comes twice; counted when first read

    Subset(Dataset source, int[] rows) {
        for (int row : rows) {
            if (row < 0 || row >= source.size()) {
                throw new IndexOutOfBoundsException("Dataset.subset: rows must be in [0, " + source.size() + "), got " + row + ".");
            }
        }
        this.source = source;
        this.rows = rows.clone();
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public List<Field> fields() {
        return source.fields();
    }

    @Override
    public void read(int index, Row into) {
        int[] copies = copies();
        if (copies.length == 0) {
            source.read(rows[index], into);
            return;
        }
        // a row that stands here several times is drawn for each time: what is drawn is told apart by the repetition
        int repeat = into.repeat();
        into.set(into.epoch(), repeat * rows.length + copies[index]);
        try {
            source.read(rows[index], into);
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
    public boolean isForTraining() {
        return source.isForTraining();
    }

    @Override
    public long origin(int index) {
        return source.origin(rows[index]);
    }

    @Override
    public List<String> classNames() {
        return source.classNames();
    }

    @Override
    public boolean hasLabelsAtHand() {
        return source.hasLabelsAtHand();
    }

    @Override
    public int[] labels() {
        return those(source.labels());
    }

    @Override
    public int[] lengths(String field) {
        return those(source.lengths(field));
    }

    private int[] those(int[] all) {
        int[] some = new int[rows.length];
        for (int i = 0; i < some.length; i++) {
            some[i] = all[rows[i]];
        }
        return some;
    }

    @Override
    public Dataset subset(int... some) {
        int[] within = new int[some.length];
        for (int i = 0; i < some.length; i++) {
            within[i] = rows[Objects.checkIndex(some[i], rows.length)];
        }
        return new Subset(source, within);
    }

    @Override
    public long begins(int index) {
        return source.begins(rows[index]);
    }

    @Override
    public long ends(int index) {
        return source.ends(rows[index]);
    }

    @Override
    public String changes() {
        return Changes.of(source);
    }

    @Override
    public String toString() {
        return source + ".subset(" + rows.length + " rows)";
    }
}
