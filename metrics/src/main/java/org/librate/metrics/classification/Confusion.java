package org.librate.metrics.classification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.metrics.internal.Table;

/**
 * How often each class was taken for which: a row for each actual class, a column for each predicted one. A value.
 *
 * <pre>{@code
 * Confusion confusion = Confusion.of(model.predictProbabilities(x), y).withNames(List.of("stays", "leaves"));
 * confusion.get(1, 0);                                  // how many who left were said to stay
 * confusion.normalized(Normalization.BY_ROW);           // shares of each actual class
 * F1.metric().from(confusion);
 * }</pre>
 *
 * <p>Counts are doubles, exact up to 2⁵³; with weights they are sums of weights.
 */
public final class Confusion {

    private static final String NAME = "Confusion";
    private static final int SHOWN = 30; // classes in a printed matrix; more is no table but a heat map

    private final int classes;
    private final double[] cells;
    private final @Nullable List<String> names;

    Confusion(int classes, double[] cells, @Nullable List<String> names) {
        this.classes = classes;
        this.cells = cells;
        this.names = names;
    }

    /**
     * The matrix of predictions: probabilities {@code [n, classes]}, of which the largest decides; {@code [n]} of class 1, which is taken above one
     * half; or class numbers {@code [n]} of a whole-number type.
     */
    public static Confusion of(Tensor scores, Tensor targets) {
        return of(scores, targets, null);
    }

    /** {@link #of(Tensor, Tensor)}, with how much each row counts. */
    public static Confusion of(Tensor scores, Tensor targets, @Nullable Tensor weights) {
        ConfusionCells cells = new ConfusionCells();
        cells.add(NAME, scores, targets, weights);
        return cells.confusion();
    }

    /** A matrix counted elsewhere: {@code counts[actual][predicted]}. */
    public static Confusion of(double[][] counts) {
        double[] cells = new double[counts.length * counts.length];
        for (int actual = 0; actual < counts.length; actual++) {
            Check.require(counts[actual].length == counts.length, NAME, "needs as many columns as rows",
                    counts[actual].length + " columns in row " + actual);
            for (int predicted = 0; predicted < counts.length; predicted++) {
                cells[actual * counts.length + predicted] = Check.notNegative(NAME, "count", counts[actual][predicted]);
            }
        }
        return new Confusion(counts.length, cells, null);
    }

    /** The same counts with names for the classes, in order of their numbers. */
    public Confusion withNames(List<String> names) {
        Check.require(names.size() >= classes, NAME, "needs a name for each of the " + classes + " classes", names);
        Confusion wide = merge(new Confusion(names.size(), new double[names.size() * names.size()], null));
        return new Confusion(wide.classes, wide.cells, List.copyOf(names));
    }

    /** How many classes there are: as many as the scores have columns, or one more than the largest class number seen. */
    public int classes() {
        return classes;
    }

    /** The name of a class; its number if it has none. */
    public String name(int index) {
        return names == null ? Integer.toString(index) : names.get(index);
    }

    public double get(int actual, int predicted) {
        if (actual < 0 || predicted < 0 || actual >= classes || predicted >= classes) {
            throw new IndexOutOfBoundsException(NAME + ": classes are 0 to " + (classes - 1) + ", got (" + actual + ", " + predicted + ").");
        }
        return cells[actual * classes + predicted];
    }

    /** How often a class occurs. */
    public double support(int index) {
        double sum = 0;
        for (int predicted = 0; predicted < classes; predicted++) {
            sum += get(index, predicted);
        }
        return sum;
    }

    /** How often a class was predicted. */
    public double predicted(int index) {
        double sum = 0;
        for (int actual = 0; actual < classes; actual++) {
            sum += get(actual, index);
        }
        return sum;
    }

    /** All rows. */
    public double total() {
        return Arrays.stream(cells).sum();
    }

    /** The share on the diagonal; NaN if nothing was counted. */
    public double accuracy() {
        double right = 0;
        for (int i = 0; i < classes; i++) {
            right += get(i, i);
        }
        return right / total();
    }

    /** One class against all others. */
    public ClassOutcomes counts(int index) {
        return counts().get(index);
    }

    /** Every class against all others. */
    public List<ClassOutcomes> counts() {
        double[] rows = new double[classes];
        double[] columns = new double[classes];
        for (int actual = 0; actual < classes; actual++) {
            for (int predicted = 0; predicted < classes; predicted++) {
                rows[actual] += cells[actual * classes + predicted];
                columns[predicted] += cells[actual * classes + predicted];
            }
        }
        return IntStream.range(0, classes).mapToObj(i -> {
            double hits = cells[i * classes + i];
            // Not total − row − column + hits: with weights, rounding would turn nothing into something, and undefined into a number.
            double rest = 0;
            for (int actual = 0; actual < classes; actual++) {
                rest += actual == i ? 0 : rows[actual] - cells[actual * classes + i];
            }
            return new ClassOutcomes(hits, columns[i] - hits, rows[i] - hits, rest);
        }).toList();
    }

    /** Both together. Where one has fewer classes, the others are new to it. */
    public Confusion merge(Confusion other) {
        int all = Math.max(classes, other.classes);
        double[] sum = new double[all * all];
        for (Confusion part : List.of(this, other)) {
            for (int actual = 0; actual < part.classes; actual++) {
                for (int predicted = 0; predicted < part.classes; predicted++) {
                    sum[actual * all + predicted] += part.cells[actual * part.classes + predicted];
                }
            }
        }
        return new Confusion(all, sum, classes >= other.classes ? names : other.names);
    }

    /** The counts: {@code [actual][predicted]}. */
    public double[][] toArray() {
        return normalized(Normalization.NONE);
    }

    /** The counts as shares; NaN in a row or column that is empty. */
    public double[][] normalized(Normalization by) {
        double[][] shares = new double[classes][classes];
        double total = total();
        for (int actual = 0; actual < classes; actual++) {
            double row = by == Normalization.BY_ROW ? support(actual) : 0;
            for (int predicted = 0; predicted < classes; predicted++) {
                shares[actual][predicted] = cells[actual * classes + predicted] / switch (by) {
                    case NONE -> 1;
                    case BY_ROW -> row;
                    case BY_COLUMN -> 1;
                    case BY_ALL -> total;
                };
            }
        }
        if (by == Normalization.BY_COLUMN) {
            for (int predicted = 0; predicted < classes; predicted++) {
                double column = predicted(predicted);
                for (int actual = 0; actual < classes; actual++) {
                    shares[actual][predicted] /= column;
                }
            }
        }
        return shares;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Confusion confusion && classes == confusion.classes && Arrays.equals(cells, confusion.cells)
                && Objects.equals(names, confusion.names);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cells);
    }

    /** A table: actual classes down, predicted ones across. */
    @Override
    public String toString() {
        if (classes > SHOWN) {
            return "Confusion[classes=" + classes + ", total=" + Table.count(total()) + ", accuracy=" + Table.value(accuracy()) + "]";
        }
        List<List<String>> table = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("actual \\ predicted"));
        IntStream.range(0, classes).forEach(i -> head.add(name(i)));
        table.add(head);
        for (int actual = 0; actual < classes; actual++) {
            List<String> row = new ArrayList<>(List.of(name(actual)));
            for (int predicted = 0; predicted < classes; predicted++) {
                row.add(Table.count(get(actual, predicted)));
            }
            table.add(row);
        }
        return Table.text(table);
    }
}
