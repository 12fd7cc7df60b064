package org.librate.metrics.classification;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.metrics.internal.Growing;
import org.librate.metrics.internal.Inputs;

/** All scores and targets, kept for what depends on their order. Scores stay floats unless doubles were handed in. */
final class ScoreRows {

    private final boolean labels;
    private int rows;
    private int columns;
    private float[] floats = {};
    private double @Nullable [] doubles;
    private int[] classes = {};   // of each row
    private byte[] marks = {};    // of each label of each row
    private @Nullable Growing weights;

    /**
     * No rows yet.
     *
     * @param labels whether rows may have several labels
     */
    ScoreRows(boolean labels) {
        this.labels = labels;
    }

    static ScoreRows of(String who, Tensor scores, Tensor targets, @Nullable Tensor weights) {
        ScoreRows rows = new ScoreRows(false);
        rows.add(who, scores, targets, weights);
        return rows;
    }

    boolean labels() {
        return labels;
    }

    int rows() {
        return rows;
    }

    /** How many classes or labels there are. One score for each row is that of class 1 of two. */
    int classes() {
        return labels ? columns : Math.max(columns, 2);
    }

    void add(String who, Tensor scores, Tensor targets, @Nullable Tensor by) {
        int more = Inputs.rows(who, scores);
        int width = Inputs.single(scores) ? 1 : scores.rank() == 2 ? Math.toIntExact(scores.dim(1)) : 0;
        if (width == 0) {
            throw new ShapeException(who, labels ? "needs a score for each label, [n, labels]" : "needs scores [n, classes], or [n] of class 1", "",
                    scores.shape());
        }
        byte[] newMarks = {};
        int[] newClasses = {};
        if (labels) {
            Inputs.sameSize(who, scores, targets);
            newMarks = Inputs.labels(who, targets);
        } else {
            newClasses = Inputs.classes(who, targets, more, Math.max(width, 2));
        }
        double[] newWeights = Inputs.weights(who, by, more);
        boolean wide = scores.dtype() == DType.FLOAT64 || scores.dtype() == DType.INT64 || scores.dtype() == DType.INT32;
        append(who, wide ? null : Inputs.floats(who, "scores", scores), wide ? Inputs.doubles(who, "scores", scores) : null, width, newClasses,
                newMarks,
                newWeights, more);
    }

    void merge(String who, ScoreRows other) {
        if (other.rows > 0) {
            append(who, other.doubles == null ? other.floats : null, other.doubles, other.columns, other.classes, other.marks,
                    other.weights == null ? null : other.weights.toArray(), other.rows);
        }
    }

    private void append(String who, float @Nullable [] newFloats, double @Nullable [] newDoubles, int width, int[] newClasses, byte[] newMarks,
            double @Nullable [] newWeights, int more) {
        if (rows > 0 && width != columns) {
            throw new IllegalArgumentException(who + ": every batch must have as many scores for each row, got " + width + " after " + columns + ".");
        }
        int held = rows * columns;
        int count = more * width;
        if (newDoubles != null && doubles == null) {
            doubles = new double[held];
            for (int i = 0; i < held; i++) {
                doubles[i] = floats[i];
            }
            floats = new float[0];
        }
        if (doubles != null) {
            doubles = Arrays.copyOf(doubles, grown(held, doubles.length, count));
            for (int i = 0; i < count; i++) {
                doubles[held + i] = newDoubles != null ? newDoubles[i] : newFloats != null ? newFloats[i] : 0;
            }
        } else if (newFloats != null) {
            floats = held == 0 && newFloats.length == count ? newFloats : Arrays.copyOf(floats, grown(held, floats.length, count));
            System.arraycopy(newFloats, 0, floats, held, count);
        }
        if (labels) {
            marks = Arrays.copyOf(marks, grown(held, marks.length, count));
            System.arraycopy(newMarks, 0, marks, held, count);
        } else {
            classes = Arrays.copyOf(classes, grown(rows, classes.length, more));
            System.arraycopy(newClasses, 0, classes, rows, more);
        }
        if (newWeights != null && weights == null) {
            weights = new Growing();
            weights.fill(1, rows);
        }
        if (weights != null) {
            if (newWeights != null) {
                weights.add(newWeights, more);
            } else {
                weights.fill(1, more);
            }
        }
        rows += more;
        columns = width;
    }

    private static int grown(int held, int room, int more) {
        return held + more <= room ? room : Math.max(held + more, held == 0 ? 0 : (int) Math.min(Integer.MAX_VALUE - 8, held + (long) held / 2));
    }

    /** The weight of all rows. */
    double total() {
        return weights == null ? rows : Arrays.stream(weights.toArray()).sum();
    }

    /** How often a class or label occurs. */
    double support(int index) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += is(i, index) ? weight(i) : 0;
        }
        return sum;
    }

    private boolean is(int row, int index) {
        return labels ? marks[row * columns + index] == 1 : classes[row] == index;
    }

    int classOf(int row) {
        return classes[row];
    }

    double weight(int row) {
        return weights == null ? 1 : weights.get(row);
    }

    double score(int row, int column) {
        int at = row * columns + column;
        return doubles == null ? floats[at] : doubles[at];
    }

    /** Whether there is one score for each row, that of class 1. */
    boolean single() {
        return columns == 1 && !labels;
    }

    /** One class or label against the rest, by its own score. */
    Ranked against(int index) {
        return gather(rows, i -> i, index, row -> true, index);
    }

    /** One class against another, by the score of the first. */
    Ranked between(int first, int second) {
        return gather(rows, i -> i, first, row -> classes[row] == first || classes[row] == second, first);
    }

    /** Every class or label of every row as a row of its own. */
    Ranked all() {
        int each = classes();
        return gather(Math.multiplyExact(rows, each), i -> i / each, -1, row -> true, -1);
    }

    /** Rows of a problem with two answers; {@code column} and {@code index} −1 stand for each in turn. */
    private Ranked gather(int count, IntUnaryOperator rowOf, int column, IntPredicate taken, int index) {
        int each = classes();
        boolean exact = doubles == null;
        float[] someFloats = new float[exact ? count : 0];
        double[] someDoubles = new double[exact ? 0 : count];
        byte[] positive = new byte[count];
        double[] by = weights == null ? null : new double[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            int row = rowOf.applyAsInt(i);
            int place = column < 0 ? i % each : column;
            double weight = weight(row);
            if (weight == 0 || !taken.test(row)) {
                continue;
            }
            int at = single() ? row : row * columns + place;
            boolean mirrored = single() && place == 0; // the score of class 0 is that of class 1 turned round
            if (exact) {
                someFloats[size] = mirrored ? -floats[at] : floats[at];
            } else if (doubles != null) {
                someDoubles[size] = mirrored ? -doubles[at] : doubles[at];
            }
            if (by != null) {
                by[size] = weight;
            }
            positive[size++] = (byte) (is(row, index < 0 ? place : index) ? 1 : 0);
        }
        return exact ? Ranked.of(someFloats, positive, by, size) : Ranked.of(someDoubles, positive, by, size);
    }
}
