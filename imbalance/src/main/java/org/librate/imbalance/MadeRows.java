package org.librate.imbalance;

import java.util.List;

/**
 * Where each new row came from, in the order they come out. Row numbers are those of the rows that were resampled.
 *
 * <pre>{@code
 * MadeRows made = Smote.create().apply(table).made();
 * made.first(0);       // the row it began at
 * made.second(0);      // the neighbour it went towards
 * made.weight(0);      // how far: 0 is the first, 1 the second
 * }</pre>
 */
public final class MadeRows {

    private final List<NewRows> parts;
    private final List<String> classNames;
    private final int[] begins;

    MadeRows(List<NewRows> parts, List<String> classNames) {
        this.parts = parts;
        this.classNames = classNames;
        this.begins = new int[parts.size() + 1];
        for (int p = 0; p < parts.size(); p++) {
            begins[p + 1] = begins[p] + parts.get(p).size();
        }
    }

    /** How many. */
    public int size() {
        return begins[parts.size()];
    }

    /** The class it was made for. */
    public String className(int i) {
        return classNames.get(label(i));
    }

    /** The number of that class. */
    public int label(int i) {
        return parts.get(part(i)).label();
    }

    /** The first parent; −1 if it has none, as the middle of a cluster. */
    public int first(int i) {
        int part = part(i);
        return parts.get(part).first(i - begins[part]);
    }

    /** The second parent; −1 if it has none, as a copy. */
    public int second(int i) {
        int part = part(i);
        return parts.get(part).second(i - begins[part]);
    }

    /** How far it is from the first to the second parent: 0 is at the first. */
    public double weight(int i) {
        int part = part(i);
        return parts.get(part).weight(i - begins[part]);
    }

    private int part(int i) {
        if (i < 0 || i >= size()) {
            throw new IndexOutOfBoundsException("MadeRows: a row must be in [0, " + size() + "), got " + i + ".");
        }
        int low = 0;
        int high = parts.size() - 1;
        while (low < high) { // the last part that begins at or before i, as those before may be empty
            int middle = (low + high + 1) >>> 1;
            if (begins[middle] <= i) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    @Override
    public String toString() {
        return "MadeRows[" + size() + "]";
    }
}
