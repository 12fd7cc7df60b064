package org.librate.tuning.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.librate.core.Check;
import org.librate.core.learn.Estimator;
import org.librate.core.metric.Metric;
import org.librate.core.random.RandomSource;
import org.librate.core.table.Table;
import org.librate.tuning.Threads;
import org.librate.tuning.split.Fold;
import org.librate.tuning.split.NestedShares;
import org.librate.tuning.split.Splitter;

/**
 * How a metric grows with the number of training rows: whether more rows would help. The test rows of each fold stay the same, smaller training parts
 * are parts of larger ones, and every part has the classes in about their shares.
 *
 * <pre>{@code
 * Curve<Integer> curve = LearningCurve.of(StratifiedKFold.of(5), F1.metric()).shares(0.1, 0.3, 1).run(pipeline, table);
 * }</pre>
 */
public final class LearningCurve {

    private static final String NAME = "LearningCurve";

    private final Splitter splitter;
    private final Metric metric;
    private final double[] shares;
    private final long seed;
    private final Threads threads;

    private LearningCurve(Splitter splitter, Metric metric, double[] shares, long seed, Threads threads) {
        this.splitter = splitter;
        this.metric = metric;
        this.shares = shares;
        this.seed = seed;
        this.threads = threads;
    }

    /** With 10, 32.5, 55, 77.5 and 100 % of the training rows. */
    public static LearningCurve of(Splitter splitter, Metric metric) {
        return new LearningCurve(splitter, metric, new double[] {0.1, 0.325, 0.55, 0.775, 1}, 0, Threads.all());
    }

    /** Which shares of each fold's training rows, from small to large. */
    public LearningCurve shares(double... shares) {
        Check.require(shares.length > 0 && DoubleStream.of(shares).allMatch(share -> share > 0 && share <= 1), NAME, "shares must be in (0, 1]",
                Arrays.toString(shares));
        return new LearningCurve(splitter, metric, shares.clone(), seed, threads);
    }

    /** Another seed for which rows come first. */
    public LearningCurve withSeed(long seed) {
        return new LearningCurve(splitter, metric, shares, seed, threads);
    }

    /** How folds run side by side. It changes no result. */
    public LearningCurve threads(Threads threads) {
        return new LearningCurve(splitter, metric, shares, seed, threads);
    }

    /** The metric at each number of rows, which is that of the first fold. */
    public Curve<Integer> run(Estimator<?> estimator, Table rows) {
        NestedShares nested = NestedShares.of(splitter.folds(rows), rows, RandomSource.of(seed).stream("learning curve"));
        List<Curve.Point<Integer>> points = new ArrayList<>();
        for (double share : shares) {
            List<Fold> smaller = nested.folds(share);
            CvResult<?> result = CrossValidation.of(new Given(splitter, smaller)).metrics(metric).withTrainScores(true).withScores(false)
                    .threads(threads).run(estimator, rows);
            points.add(Curve.Point.of(nested.size(0, share), result, metric));
        }
        return new Curve<>("training rows", metric, points);
    }

    /** Folds that are known already. */
    private record Given(Splitter splitter, List<Fold> folds) implements Splitter {

        @Override
        public List<Fold> folds(Table rows) {
            return folds;
        }

        @Override
        public String toString() {
            return splitter.toString();
        }
    }

    @Override
    public String toString() {
        return NAME + "[" + splitter + ", " + metric.name() + ", shares=" + Arrays.toString(shares) + "]";
    }
}
