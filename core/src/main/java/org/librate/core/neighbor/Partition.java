package org.librate.core.neighbor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows that are near each other side by side: halves them again and again at the median of the column in which they are spread the most. What is
 * found does not depend on it, only how soon.
 */
final class Partition {

    private static final int SAMPLE = 64;

    private final double[] values;
    private final int width;
    private final int @Nullable [] some;
    private final int[] order;
    private final double[] keys;

    private Partition(Rows rows, int @Nullable [] some) {
        int count = some == null ? rows.count : some.length;
        this.values = rows.values;
        this.width = rows.width;
        this.some = some;
        this.order = new int[count];
        this.keys = new double[count];
        Arrays.setAll(order, i -> i);
    }

    /**
     * Numbers of rows, or places in {@code some} of them; each full block of {@code large} is a neighbourhood, and within it each of {@code small},
     * which divides large.
     */
    static int[] order(Rows rows, int @Nullable [] some, int large, int small) {
        Partition partition = new Partition(rows, some);
        if (rows.width > 0) {
            partition.split(0, partition.order.length, large, small);
        }
        return partition.order;
    }

    private double value(int place, int column) {
        int at = order[place];
        return values[(some == null ? at : some[at]) * width + column];
    }

    /** Where a range is halved: the first half consists of whole blocks. */
    static int middle(int from, int to, int block) {
        int blocks = (to - from - 1) / block + 1;
        return from + (blocks + 1) / 2 * block;
    }

    private void split(int from, int to, int large, int small) {
        int block = to - from > large ? large : small;
        if (to - from <= block) {
            return;
        }
        int column = widest(from, to);
        int middle = middle(from, to, block);
        for (int i = from; i < to; i++) {
            keys[i] = value(i, column);
        }
        select(from, to - 1, middle);
        split(from, middle, large, small);
        split(middle, to, large, small);
    }

    /** As a sample of the rows tells. */
    private int widest(int from, int to) {
        int step = Math.max(1, (to - from) / SAMPLE);
        int best = 0;
        double widest = -1;
        for (int c = 0; c < width; c++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i += step) {
                double value = value(i, c);
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            if (high - low > widest) {
                widest = high - low;
                best = c;
            }
        }
        return best;
    }

    /** Moves the smallest keys before the place, the others behind. Three ways, so that many equal keys do no harm. */
    private void select(int low, int high, int place) {
        while (low < high) {
            double pivot = median(keys[low], keys[(low + high) >>> 1], keys[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (keys[i] < pivot) {
                    i++;
                }
                while (keys[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    swap(i++, j--);
                }
            }
            if (place <= j) {
                high = j;
            } else if (place >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private void swap(int i, int j) {
        double key = keys[i];
        keys[i] = keys[j];
        keys[j] = key;
        int row = order[i];
        order[i] = order[j];
        order[j] = row;
    }
}
