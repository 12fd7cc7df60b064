package org.librate.core.neighbor;

/**
 * The k rows with the smallest keys that were offered so far. Rows with equal keys stand by their numbers, in whatever order they are offered.
 *
 * <p>Few are kept sorted; many as a heap with the last of them on top.
 */
final class Nearest {

    private static final int FEW = 64;

    private final double[] keys;
    private final int[] rows;
    private int count;

    Nearest(int k) {
        keys = new double[k];
        rows = new int[k];
    }

    /** What a key must not be above to be of interest. */
    double limit() {
        return count < rows.length ? Double.POSITIVE_INFINITY : keys[last()];
    }

    /** Forgets what was offered. */
    void clear() {
        count = 0;
    }

    private int last() {
        return rows.length > FEW ? 0 : count - 1;
    }

    /** Whether it is among the first k so far. */
    boolean offer(int row, double key) {
        if (rows.length > FEW) {
            return offerToHeap(row, key);
        }
        int at = count;
        if (count == rows.length) {
            if (!before(row, key, count - 1)) {
                return false;
            }
            at = count - 1;
        } else {
            count++;
        }
        while (at > 0 && before(row, key, at - 1)) {
            move(at - 1, at);
            at--;
        }
        put(at, row, key);
        return true;
    }

    private boolean offerToHeap(int row, double key) {
        if (count < rows.length) {
            int at = count++;
            while (at > 0 && !before(row, key, (at - 1) / 2)) {
                move((at - 1) / 2, at);
                at = (at - 1) / 2;
            }
            put(at, row, key);
            return true;
        }
        boolean better = before(row, key, 0);
        if (better) {
            sink(row, key, count);
        }
        return better;
    }

    /** Puts a row into the heap of the first {@code size} from its top down. */
    private void sink(int row, double key, int size) {
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && before(rows[child], keys[child], child + 1)) {
                child++;
            }
            if (!before(row, key, child)) {
                break;
            }
            move(child, at);
            at = child;
        }
        put(at, row, key);
    }

    private boolean before(int row, double key, int place) {
        return key < keys[place] || key == keys[place] && row < rows[place];
    }

    private void move(int from, int to) {
        keys[to] = keys[from];
        rows[to] = rows[from];
    }

    private void put(int at, int row, double key) {
        keys[at] = key;
        rows[at] = row;
    }

    /** Writes them down in order; nothing may be offered any more. */
    void copy(int[] intoRows, double[] intoKeys, int at) {
        if (rows.length > FEW) {
            for (int end = count - 1; end > 0; end--) {
                int row = rows[end];
                double key = keys[end];
                move(0, end);
                sink(row, key, end);
            }
        }
        System.arraycopy(rows, 0, intoRows, at, count);
        System.arraycopy(keys, 0, intoKeys, at, count);
    }
}
