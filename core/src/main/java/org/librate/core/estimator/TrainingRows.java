package org.librate.core.estimator;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/** What estimators ask of the rows they learn from, and the words in which they complain. */
final class TrainingRows {

    private final String who;
    private final Table table;

    private TrainingRows(String who, Table table) {
        this.who = who;
        this.table = table;
    }

    /** Rows whose target is a class. */
    static TrainingRows ofClasses(String who, Table table) {
        checkTarget(who, table);
        Check.require(table.hasClasses(), who, "needs a CATEGORY or BOOLEAN target", table.target().orElseThrow().type(),
                "Read it as a category, or use a regressor.");
        return new TrainingRows(who, table);
    }

    /** Rows whose target is a number. */
    static TrainingRows ofNumbers(String who, Table table) {
        checkTarget(who, table);
        boolean numbers = table.target().orElseThrow() instanceof NumericColumn;
        Check.require(numbers, who, "needs a NUMERIC target", table.target().orElseThrow().type(), "Use a classifier for classes.");
        return new TrainingRows(who, table);
    }

    /** Rows whose target was looked at before. */
    static TrainingRows ofAny(String who, Table table) {
        return new TrainingRows(who, table);
    }

    private static void checkTarget(String who, Table table) {
        Check.require(table.target().isPresent(), who, "needs a table with a target", table.names(), "Name it: withTarget(name).");
        Check.require(table.rows() > 0, who, "needs at least one row to learn from", 0);
    }

    List<String> classNames() {
        return table.classNames();
    }

    int[] labels() {
        return table.labels();
    }

    double[] values() {
        double[] values = ((NumericColumn) table.target().orElseThrow()).toArray();
        for (int i = 0; i < values.length; i++) {
            Check.require(Double.isFinite(values[i]), who, "the target must be a finite number in every row", values[i] + " in row " + i,
                    "Leave the row out.");
        }
        return values;
    }

    /** How much each row counts: 1 without a column of weights. */
    double[] weights() {
        double[] weights = table.weights().map(NumericColumn::toArray).orElseGet(() -> {
            double[] ones = new double[table.rows()];
            Arrays.fill(ones, 1);
            return ones;
        });
        Check.require(Arrays.stream(weights).sum() > 0, who, "some row must have a weight > 0", "0 in all " + weights.length);
        return weights;
    }

    /** The sum of weights of each class. */
    double[] classSums() {
        double[] sums = new double[classNames().size()];
        int[] labels = labels();
        double[] weights = weights();
        for (int i = 0; i < labels.length; i++) {
            sums[labels[i]] += weights[i];
        }
        return sums;
    }

    /** Class numbers of which there are rows that count. */
    int[] presentClasses() {
        double[] sums = classSums();
        return IntStream.range(0, sums.length).filter(k -> sums[k] > 0).toArray();
    }

    /** The rows that count: a weight of 0 is as if the row were not there. */
    static Table counted(Table table) {
        NumericColumn weights = table.weights().orElse(null);
        if (weights == null) {
            return table;
        }
        int[] some = IntStream.range(0, table.rows()).filter(i -> weights.get(i) > 0).toArray();
        return some.length == table.rows() ? table : table.rows(some);
    }

    /** A tensor of which FLOAT32 has no rows either. */
    static Tensor scores(int rows, int classes, float[] values) {
        return rows == 0 ? Tensor.zeros(DType.FLOAT32, Shape.of(0, classes)) : Tensor.of(Shape.of(rows, classes), values);
    }

    static Tensor values(float[] values) {
        return values.length == 0 ? Tensor.zeros(DType.FLOAT32, Shape.of(0)) : Tensor.of(values);
    }
}
