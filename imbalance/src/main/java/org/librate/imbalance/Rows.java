package org.librate.imbalance;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;

/**
 * Rows as samplers see them: a class number each, and as far as the sampler looks at features, numbers and codes of categories. It does not matter
 * whether they come from a table or from tensors.
 */
public final class Rows {

    private final Numbers numbers; // [size, width]
    private final int width;
    private final int[] codes; // [size, categories]
    private final int[] levels; // of each category
    private final int[] labels;
    private final List<String> classNames;
    private final int[] counts;
    private volatile double @Nullable [] values; // row by row, once they were asked for

    Rows(double[] values, int width, int[] codes, int[] levels, int[] labels, List<String> classNames) {
        this(new Numbers.InOne(values, width), width, codes, levels, labels, classNames);
    }

    Rows(Numbers numbers, int width, int[] codes, int[] levels, int[] labels, List<String> classNames) {
        this.numbers = numbers;
        this.width = width;
        this.codes = codes;
        this.levels = levels;
        this.labels = labels;
        this.classNames = List.copyOf(classNames);
        this.counts = new int[classNames.size()];
        for (int label : labels) {
            counts[label]++;
        }
    }

    /** How many rows. */
    public int size() {
        return labels.length;
    }

    /** How many numbers in a row. */
    public int width() {
        return width;
    }

    /**
     * All numbers, row by row: not a copy, do not write to it. Rows of a table are copied for it once; where a few are looked at, {@link #value}
     * needs no copy.
     */
    public double[] values() {
        double[] all = values;
        if (all == null) {
            all = numbers.all(size());
            values = all;
        }
        return all;
    }

    /** Nobody asks for all numbers row by row any more, or else they are made again. */
    void release() {
        values = null;
    }

    /** Number j of a row. */
    public double value(int row, int j) {
        return numbers.at(row, j);
    }

    /** The numbers of some rows, row by row. */
    public double[] values(int[] some) {
        return numbers.of(some);
    }

    /** How many categories in a row. */
    public int categories() {
        return levels.length;
    }

    /** How many levels category c has. */
    public int levels(int c) {
        return levels[c];
    }

    /** The code of category c of a row. */
    public int code(int row, int c) {
        return codes[row * levels.length + c];
    }

    /** The codes of some rows, row by row. */
    public int[] codes(int[] some) {
        int[] picked = new int[cells("Rows", some.length, levels.length)];
        for (int i = 0; i < some.length; i++) {
            System.arraycopy(codes, some[i] * levels.length, picked, i * levels.length, levels.length);
        }
        return picked;
    }

    /** The class number of each row: not a copy, do not write to it. */
    public int[] labels() {
        return labels;
    }

    public int label(int row) {
        return labels[row];
    }

    public List<String> classNames() {
        return classNames;
    }

    /** How many class numbers there are; a class need not have rows. */
    public int classes() {
        return counts.length;
    }

    /** How many rows a class has. */
    public int count(int label) {
        return counts[label];
    }

    /** The rows of a class, ascending. */
    public int[] of(int label) {
        int[] rows = new int[counts[label]];
        int at = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == label) {
                rows[at++] = i;
            }
        }
        return rows;
    }

    /** The class with the fewest rows, but some; the first of several. */
    public int smallest() {
        return IntStream.range(0, counts.length).filter(c -> counts[c] > 0).reduce((a, b) -> counts[b] < counts[a] ? b : a).orElse(0);
    }

    /** The class with the most rows; the first of several. */
    public int largest() {
        return IntStream.range(0, counts.length).reduce((a, b) -> counts[b] > counts[a] ? b : a).orElse(0);
    }

    /** The rows that come out of a draft, as a second sampler sees them. */
    public Rows after(Draft draft) {
        int n = draft.size();
        double[] newValues = new double[cells("Rows", n, width)];
        int[] newCodes = new int[cells("Rows", n, levels.length)];
        int[] newLabels = new int[n];
        int at = 0;
        for (int row : draft.kept()) {
            for (int j = 0; j < width; j++) {
                newValues[at * width + j] = value(row, j);
            }
            System.arraycopy(codes, row * levels.length, newCodes, at * levels.length, levels.length);
            newLabels[at++] = labels[row];
        }
        for (NewRows part : draft.made()) {
            for (int i = 0; i < part.size(); i++) {
                for (int j = 0; j < width; j++) {
                    newValues[at * width + j] = part.value(this, i, j);
                }
                for (int c = 0; c < levels.length; c++) {
                    newCodes[at * levels.length + c] = part.code(this, i, c);
                }
                newLabels[at++] = part.label();
            }
        }
        return new Rows(newValues, width, newCodes, levels, newLabels, classNames);
    }

    /**
     * How long an array is that has so many numbers for each row.
     *
     * @param who complains where no array is that long
     */
    public static int cells(String who, long rows, long each) {
        Check.require(each == 0 || rows <= Integer.MAX_VALUE / each, who, "rows times columns must be below 2^31", rows + " times " + each,
                "Use fewer of one of them.");
        return (int) (rows * each);
    }

    /** As in {@code Rows[1000 rows of 30 numbers and 2 categories, classes {no=950, yes=50}]}. */
    @Override
    public String toString() {
        String classes = String.join(", ", IntStream.range(0, counts.length).mapToObj(c -> classNames.get(c) + "=" + counts[c]).toList());
        return "Rows[" + size() + " rows of " + width + " numbers and " + levels.length + " categories, classes {" + classes + "}]";
    }

    /** Class numbers as they come: dense and ascending, so that a class number of a million costs nothing. */
    static Rows ofNumbers(double[] values, int width, long[] classes) {
        long[] names = Arrays.stream(classes).sorted().distinct().toArray();
        int[] labels = new int[classes.length];
        Arrays.setAll(labels, i -> Arrays.binarySearch(names, classes[i]));
        return new Rows(values, width, new int[0], new int[0], labels, Arrays.stream(names).mapToObj(Long::toString).toList());
    }
}
