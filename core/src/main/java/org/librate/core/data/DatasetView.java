package org.librate.core.data;

import java.util.List;

/**
 * Rows of another dataset, seen differently: all that the other says of its rows holds, but for what a subclass says itself.
 *
 * <pre>{@code
 * final class Backwards extends DatasetView {
 *     Backwards(Dataset source) {
 *         super(source);
 *     }
 *
 *     @Override
 *     protected int row(int index) {
 *         return size() - 1 - index;
 *     }
 * }
 * }</pre>
 *
 * <p>A view with rows of its own number says which one of the source each of them is, by {@link #row}. One that changes targets says also what
 * {@link #labels}, {@link #hasLabelsAtHand} and {@link #lengths} are then.
 */
public abstract class DatasetView implements Dataset {

    private final Dataset source;

    protected DatasetView(Dataset source) {
        this.source = source;
    }

    /** What this is a view of. */
    protected final Dataset source() {
        return source;
    }

    /** The source's row that a row here is. */
    protected int row(int index) {
        return index;
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public List<Field> fields() {
        return source.fields();
    }

    @Override
    public void read(int index, Row into) {
        source.read(row(index), into);
    }

    @Override
    public long origin(int index) {
        return source.origin(row(index));
    }

    @Override
    public List<String> classNames() {
        return source.classNames();
    }

    @Override
    public double[] population() {
        return source.population();
    }

    @Override
    public int[] labels() {
        return those(source.labels());
    }

    @Override
    public boolean hasLabelsAtHand() {
        return source.hasLabelsAtHand();
    }

    @Override
    public int[] lengths(String field) {
        return those(source.lengths(field));
    }

    private int[] those(int[] all) {
        int[] some = new int[size()];
        for (int i = 0; i < some.length; i++) {
            some[i] = all[row(i)];
        }
        return some;
    }

    @Override
    public boolean isForTraining() {
        return source.isForTraining();
    }

    @Override
    public long begins(int index) {
        return source.begins(row(index));
    }

    @Override
    public long ends(int index) {
        return source.ends(row(index));
    }
}
