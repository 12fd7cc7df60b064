package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.learn.Transformer;
import org.librate.core.random.RandomSource;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * Puts the mean target of a level in its place, drawn towards the mean of all rows the more the fewer rows the level has (Micci-Barreca 2001): a
 * number for each category, however many levels it has. With two classes it is the share of the second; with more, a column "plan_gold" for each
 * class; with numbers, their mean.
 *
 * <p>A training row that saw its own target in its features would teach a model to trust them too much. So the training rows that the next step sees
 * are encoded out of fold: each by what was learned without it. Rows of one group, or copies of one row, are in one fold; the folds have about the
 * same share of each class.
 *
 * <p>The encoding is λ · (mean of the level) + (1 − λ) · (mean of all), with λ = n / (n + smoothing), or, unless changed, λ = n / (n + (variance in
 * the level) / (variance of all)). A missing value is a level of its own; an unseen one becomes the mean of all.
 *
 * @param columns which; all categories unless changed
 * @param smoothing how many rows the mean of all counts for; NaN chooses by the variances
 */
public record TargetEncoder(Columns columns, double smoothing, int folds, long seed) implements ColumnStep<TargetEncoder> {

    private static final String NAME = "TargetEncoder";

    public TargetEncoder {
        Check.require(Double.isNaN(smoothing) || smoothing >= 0 && smoothing < Double.POSITIVE_INFINITY, NAME, "smoothing must be >= 0 and finite",
                smoothing);
        Check.require(folds >= 2, NAME, "folds must be >= 2", folds);
    }

    public static TargetEncoder create() {
        return new TargetEncoder(Columns.ofType(ColumnType.CATEGORY), Double.NaN, 5, 0);
    }

    @Override
    public TargetEncoder on(Columns columns) {
        return new TargetEncoder(columns, smoothing, folds, seed);
    }

    /** How many rows the mean of all counts for: 0 trusts each level as it is. */
    public TargetEncoder withSmoothing(double rows) {
        return new TargetEncoder(columns, Check.notNegative(NAME, "smoothing", rows), folds, seed);
    }

    /** Into how many parts training rows are divided, each encoded by the others. */
    public TargetEncoder withFolds(int folds) {
        return new TargetEncoder(columns, smoothing, folds, seed);
    }

    /** Another division. */
    public TargetEncoder withSeed(long seed) {
        return new TargetEncoder(columns, smoothing, folds, seed);
    }

    @Override
    public FittedTransformer fit(Table train) {
        return fit(train, new Targets(NAME, train));
    }

    private Fitted fit(Table train, Targets targets) {
        List<Encoding> learned = new ArrayList<>();
        for (String name : columns.toLearn(NAME, train, Levels.TYPES)) {
            Column column = train.column(name);
            Levels levels = Counted.of(NAME, column).levels();
            int[] codes = levels.codes(column);
            double[] values = new double[(levels.levels().size() + 2) * targets.count()];
            for (int t = 0; t < targets.count(); t++) {
                learn(codes, targets.values(t), levels.levels().size(), values, t, targets.count());
            }
            learned.add(new Encoding(levels, values));
        }
        return new Fitted(learned, targets.names());
    }

    /** Of target t: the encoding of each level, then of missing, then the mean. */
    private void learn(int[] codes, double[] y, int levels, double[] into, int t, int targets) {
        double mean = Stats.mean(y);
        double variance = Stats.variance(y, mean);
        double[] sums = new double[levels + 1];
        int[] counts = new int[levels + 1];
        for (int i = 0; i < y.length; i++) {
            int level = codes[i] < 0 ? levels : codes[i];
            sums[level] += y[i];
            counts[level]++;
        }
        double[] squares = new double[levels + 1];
        for (int i = 0; i < y.length; i++) {
            int level = codes[i] < 0 ? levels : codes[i];
            double d = y[i] - sums[level] / counts[level];
            squares[level] += d * d;
        }
        for (int level = 0; level <= levels; level++) {
            int n = counts[level];
            double share = Double.isNaN(smoothing) ? variance * n / (variance * n + squares[level] / n) : n / (n + smoothing);
            // no rows, or a target that is the same everywhere: nothing speaks for the level
            into[level * targets + t] = n == 0 || Double.isNaN(share) ? mean : share * (sums[level] / n) + (1 - share) * mean;
        }
        into[(levels + 1) * targets + t] = mean;
    }

    @Override
    public Transformer.Fitted fitApply(Table train) {
        Targets targets = new Targets(NAME, train);
        Fitted all = fit(train, targets);
        int[] fold = Folds.of(train, folds, RandomSource.of(seed).stream("target folds"));
        int width = targets.count();
        double[][] values = new double[all.columns.size() * width][train.rows()];
        for (int f = 0; f < folds; f++) {
            int[] held = Folds.rows(fold, f, true);
            int[] others = Folds.rows(fold, f, false);
            if (held.length == 0) {
                continue;
            }
            // with nothing else to learn from, what all rows say is all there is
            Fitted fitted = others.length == 0 ? all : fitOn(all, train, targets, others);
            Table rows = train.rows(held);
            for (int c = 0; c < fitted.columns.size(); c++) {
                double[][] encoded = fitted.columns.get(c).values(new Edit(NAME, rows, List.of()), width);
                for (int t = 0; t < width; t++) {
                    for (int i = 0; i < held.length; i++) {
                        values[c * width + t][held[i]] = encoded[t][i];
                    }
                }
            }
        }
        return new Transformer.Fitted(all, all.with(train, values));
    }

    private Fitted fitOn(Fitted all, Table train, Targets targets, int[] rows) {
        String[] names = all.columns.stream().map(encoding -> encoding.levels.column()).toArray(String[]::new);
        return names.length == 0 ? all : on(names).fit(train.rows(rows), targets.rows(rows));
    }

    /**
     * The encodings of a column's levels in order, then of missing, then of unseen ones; of each, those for all classes side by side.
     */
    public record Encoding(Levels levels, double[] encodings) {

        public Encoding {
            encodings = encodings.clone();
        }

        private double[][] values(Edit edit, int width) {
            int[] codes = levels.codes(edit);
            int count = levels.levels().size();
            double[][] values = new double[width][codes.length];
            for (int i = 0; i < codes.length; i++) {
                int level = codes[i] >= 0 ? codes[i] : codes[i] == Levels.MISSING ? count : count + 1;
                for (int t = 0; t < width; t++) {
                    values[t][i] = encodings[level * width + t];
                }
            }
            return values;
        }

        @Override
        public String toString() {
            return levels.toString();
        }
    }

    /**
     * The encodings of each column.
     *
     * @param classes what is put behind a column's name; only "" if it stays one column
     */
    public record Fitted(List<Encoding> columns, List<String> classes) implements FittedTransformer {

        public Fitted {
            columns = List.copyOf(columns);
            classes = List.copyOf(classes);
            for (Encoding encoding : columns) {
                Fits.length("FittedTargetEncoder", "encodings", encoding.encodings.length, (encoding.levels.levels().size() + 2) * classes.size());
            }
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = edit(rows);
            double[][] values = columns.stream().flatMap(encoding -> Arrays.stream(encoding.values(edit, classes.size()))).toArray(double[][]::new);
            return with(rows, values);
        }

        private Edit edit(Table rows) {
            return new Edit(NAME, rows, columns.stream().map(encoding -> encoding.levels.column()).toList());
        }

        private Table with(Table rows, double[][] values) {
            Edit edit = edit(rows);
            for (int c = 0; c < columns.size(); c++) {
                String name = columns.get(c).levels.column();
                List<Column> encoded = new ArrayList<>();
                for (int t = 0; t < classes.size(); t++) {
                    encoded.add(NumericColumn.wrap(classes.get(t).isEmpty() ? name : name + "_" + classes.get(t), values[c * classes.size() + t]));
                }
                edit.replace(name, encoded);
            }
            return edit.done();
        }

        @Override
        public String toString() {
            return "FittedTargetEncoder" + columns;
        }
    }
}
