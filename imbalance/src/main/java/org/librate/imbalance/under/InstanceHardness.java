package org.librate.imbalance.under;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.estimator.LogisticRegression;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.random.RandomSource;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Table;
import org.librate.core.table.VectorColumn;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.Features;
import org.librate.imbalance.Resampled;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;
import org.librate.tuning.split.Fold;
import org.librate.tuning.split.StratifiedKFold;

/**
 * Removes the rows of large classes that are hardest to tell (Smith, Martinez and Giraud-Carrier 2014): for each row, a model that was fitted without
 * it says how probable its own class is, and the most probable stay; of rows that are as probable those with smaller numbers.
 *
 * <pre>{@code
 * Resampled easy = InstanceHardness.create().apply(table);
 * Resampled easier = InstanceHardness.by(Pipeline.start(OneHot.create()).estimator(LogisticRegression.create())).apply(mixedTable);
 * }</pre>
 *
 * @param estimator what tells
 * @param features columns it is given: those it can use
 * @param folds how often it is fitted, each time without another part of the rows
 * @param balance how many rows stay
 * @param seed for which rows are in which part
 */
public record InstanceHardness(Estimator<?> estimator, Features features, int folds, Balance balance, long seed)
        implements RowSampler<InstanceHardness> {

    private static final int FOLDS = 5;

    public InstanceHardness {
        Check.require(folds >= 2, "InstanceHardness", "folds must be >= 2", folds);
    }

    /** Logistic regression on numbers, in five folds. */
    public static InstanceHardness create() {
        return new InstanceHardness(LogisticRegression.create(), Features.NUMBERS, FOLDS, Balance.auto(), 0);
    }

    /** An estimator of your own, which gets the table with all its columns; its model's scores must be probabilities of classes. */
    public static InstanceHardness by(Estimator<?> estimator) {
        return new InstanceHardness(estimator, Features.ANY, FOLDS, Balance.auto(), 0);
    }

    public InstanceHardness withFolds(int folds) {
        return new InstanceHardness(estimator, features, folds, balance, seed);
    }

    @Override
    public InstanceHardness to(Balance balance) {
        return new InstanceHardness(estimator, features, folds, balance, seed);
    }

    @Override
    public InstanceHardness withSeed(long seed) {
        return new InstanceHardness(estimator, features, folds, balance, seed);
    }

    @Override
    public Resampled apply(Table table) {
        return new OfTable(this, table).apply(table);
    }

    @Override
    public Table resample(Table train, RandomSource random) {
        return new OfTable(this, train).resample(train, random);
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        double[] values = rows.values();
        float[] numbers = new float[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) values[i];
        }
        return draft(rows, random, Table.of(VectorColumn.of("x", Tensor.of(Shape.of(rows.size(), rows.width()), numbers)),
                CategoryColumn.ofCodes("class", rows.classNames(), rows.labels())).withTarget("class"));
    }

    private Draft draft(Rows rows, RandomSource random, Table table) {
        int[] keep = balance.toKeep(name(), rows);
        for (int c = 0; c < keep.length; c++) {
            boolean enough = rows.count(c) == 0 || rows.count(c) >= folds;
            Check.require(enough, name(), "class \"" + rows.classNames().get(c) + "\" needs a row for each of the " + folds + " folds", rows.count(c),
                    "Use withFolds(..) with fewer, or RandomUnderSampler.");
        }
        double[] hardness = hardness(table, random.at(0).bits(0));
        int[][] parts = new int[keep.length][];
        Arrays.setAll(parts, c -> {
            int[] own = rows.of(c);
            return Kept.smallest(own, Arrays.stream(own).mapToDouble(row -> hardness[row]).toArray(), keep[c]);
        });
        return Draft.keeping(Kept.sorted(parts));
    }

    /** For each row one minus the probability of its class, by a model that has not seen it. */
    double[] hardness(Table table, long foldSeed) {
        long[] origins = IntStream.range(0, table.rows()).mapToLong(table::origin).sorted().toArray();
        for (int i = 1; i < origins.length; i++) {
            Check.require(origins[i] != origins[i - 1], name(),
                    "each row must be there once: a model that has seen a row's copy cannot tell how hard it is", "rows of the same origin",
                    "Put it before what adds rows.");
        }
        double[] hardness = new double[table.rows()];
        int[] labels = table.labels();
        for (Fold fold : StratifiedKFold.of(folds).withSeed(foldSeed).folds(table)) {
            int[] test = fold.test();
            Model model = estimator.fit(table.rows(fold.train()));
            Tensor scores = model.scores(table.rows(test));
            List<String> names = model.classNames();
            Check.require(scores.rank() == 2 && scores.dim(1) == names.size() && !names.isEmpty(), name(),
                    "the estimator's model must tell probabilities of classes", "scores " + scores.shape());
            float[] probabilities = scores.toArray();
            for (int i = 0; i < test.length; i++) {
                int column = names.indexOf(table.classNames().get(labels[test[i]]));
                hardness[test[i]] = column < 0 ? 1 : 1 - probabilities[i * names.size() + column];
            }
        }
        return hardness;
    }

    /** The same where the estimator is to see all columns of the table, and not only what samplers see. */
    private record OfTable(InstanceHardness hardness, Table table) implements RowSampler<OfTable> {

        @Override
        public Balance balance() {
            return hardness.balance;
        }

        @Override
        public long seed() {
            return hardness.seed;
        }

        @Override
        public OfTable to(Balance balance) {
            return new OfTable(hardness.to(balance), table);
        }

        @Override
        public OfTable withSeed(long seed) {
            return new OfTable(hardness.withSeed(seed), table);
        }

        @Override
        public Features features() {
            return hardness.features;
        }

        @Override
        public String name() {
            return hardness.name();
        }

        @Override
        public Draft draft(Rows rows, RandomSource random) {
            return hardness.draft(rows, random, table);
        }
    }
}
