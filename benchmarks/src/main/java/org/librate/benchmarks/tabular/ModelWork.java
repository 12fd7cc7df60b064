package org.librate.benchmarks.tabular;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.librate.benchmarks.Work;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.estimator.LogisticRegression;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.learn.Pipeline;
import org.librate.core.neighbor.NeighborTable;
import org.librate.core.prepare.OneHot;
import org.librate.core.prepare.StandardScaler;
import org.librate.core.random.RandomSource;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.metrics.Evaluation;
import org.librate.metrics.classification.LogLoss;
import org.librate.metrics.classification.RocAuc;
import org.librate.tuning.split.StratifiedKFold;
import org.librate.tuning.validation.CrossValidation;

/** What is done with a table that has been read. The peer draws numbers of the same distribution. */
final class ModelWork {

    private static final int LEVELS = 20;

    private ModelWork() {
    }

    /**
     * Normally distributed numbers, of which a linear combination with noise decides the class, and categories.
     */
    static Table table(int rows, int numbers, int categories) {
        RandomSource random = RandomSource.of(1).stream("table");
        List<Column> columns = new ArrayList<>();
        double[] score = random.at(0).normals(rows);
        for (int c = 0; c < numbers; c++) {
            double[] x = random.at(c + 1).normals(rows);
            for (int i = 0; i < rows; i++) {
                score[i] += x[i] * Math.cos(c);
            }
            columns.add(NumericColumn.wrap("x" + c, x));
        }
        List<String> levels = new ArrayList<>();
        for (int i = 0; i < LEVELS; i++) {
            levels.add("level" + i);
        }
        for (int c = 0; c < categories; c++) {
            columns.add(CategoryColumn.ofCodes("c" + c, levels, random.at(1000 + c).integers(rows, 0, LEVELS)));
        }
        boolean[] y = new boolean[rows];
        for (int i = 0; i < rows; i++) {
            y[i] = score[i] > 0;
        }
        columns.add(BooleanColumn.of("y", y));
        return Table.of(columns).withTarget("y");
    }

    /** Learns means, deviations and levels, and makes one matrix of it all. */
    static Work prepare(int rows, int numbers, int categories) {
        Table table = table(rows, numbers, categories);
        return () -> {
            FittedTransformer scaler = StandardScaler.create().fit(table);
            Table scaled = scaler.apply(table);
            Tensor x = OneHot.create().fit(scaled).apply(scaled).matrix();
            check(x.shape().equals(Shape.of(rows, numbers + (long) categories * LEVELS)), x);
        };
    }

    static Work logistic(int rows, int numbers) {
        Table table = table(rows, numbers, 0);
        return () -> check(LogisticRegression.create().fit(table).classNames().size() == 2, table);
    }

    /** Means, deviations, levels and weights learned on four fifths of the rows and judged on the others, five times. */
    static Work crossValidate(int rows, int numbers, int categories) {
        Table table = table(rows, numbers, categories);
        Estimator<?> pipeline = Pipeline.start(StandardScaler.create()).then(OneHot.create()).estimator(LogisticRegression.create());
        CrossValidation validation = CrossValidation.of(StratifiedKFold.of(5).withSeed(1)).metrics(RocAuc.metric(), LogLoss.metric());
        return () -> check(validation.run(pipeline, table).mean(RocAuc.metric()) > 0.6, rows);
    }

    /** The nearest rows of the first so many rows. */
    static Work nearest(int rows, int width, int queries, int k) {
        double[] values = RandomSource.of(1).stream("rows").at(0).normals(rows * width);
        double[] asked = Arrays.copyOf(values, queries * width);
        return () -> check(NeighborTable.of(values, width).nearest(asked, k).queries() == queries, rows);
    }

    /** Scores of two classes that overlap, and what was right, judged anew in every run. */
    private static Work judge(int rows, Predicate<Evaluation> judgement) {
        RandomSource random = RandomSource.of(1).stream("scores");
        float[] values = random.at(0).uniformFloats(rows);
        int[] labels = random.at(1).integers(rows, 0, 2);
        for (int i = 0; i < rows; i++) {
            values[i] = (values[i] + 0.3f * labels[i]) / 1.3f;
        }
        Tensor scores = Tensor.of(values);
        Tensor targets = Tensor.of(labels);
        return () -> check(judgement.test(Evaluation.of(scores, targets)), rows);
    }

    static Work area(int rows) {
        return judge(rows, evaluation -> evaluation.get(RocAuc.metric()) > 0.6);
    }

    static Work report(int rows) {
        return judge(rows, evaluation -> evaluation.report().toString().contains("precision"));
    }

    private static void check(boolean holds, Object what) {
        if (!holds) {
            throw new IllegalStateException("ModelWork: not what was to be computed: " + what);
        }
    }
}
