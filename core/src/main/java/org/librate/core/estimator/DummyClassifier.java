package org.librate.core.estimator;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.learn.ClassCounts;
import org.librate.core.learn.Estimator;
import org.librate.core.table.Table;

/**
 * Answers without looking at any feature: what a classifier has to beat.
 *
 * <pre>{@code
 * DummyModel model = DummyClassifier.mostFrequent().fit(split.train());
 * }</pre>
 *
 * <p>What is drawn is drawn for the {@linkplain Table#origin origin} of a row, so that a row gets one answer, alone or among others.
 *
 * @param answer the class that is always answered; null if it is learned
 */
public record DummyClassifier(DummyStrategy strategy, @Nullable String answer, long seed) implements Estimator<DummyModel> {

    public DummyClassifier {
        Check.require((strategy == DummyStrategy.CONSTANT) == (answer != null), "DummyClassifier",
                "an answer is for the strategy CONSTANT, which needs one", strategy + " and " + answer);
    }

    /** Each class of the training rows as often as the others. */
    public static DummyClassifier uniform() {
        return new DummyClassifier(DummyStrategy.UNIFORM, null, 0);
    }

    /** Each class as often as among the training rows. */
    public static DummyClassifier stratified() {
        return new DummyClassifier(DummyStrategy.STRATIFIED, null, 0);
    }

    /** Always the most frequent class, as if it were certain; the first of those that are as frequent. */
    public static DummyClassifier mostFrequent() {
        return new DummyClassifier(DummyStrategy.MOST_FREQUENT, null, 0);
    }

    /** The shares of the classes as probabilities; so the most frequent class is predicted. */
    public static DummyClassifier prior() {
        return new DummyClassifier(DummyStrategy.PRIOR, null, 0);
    }

    /** Always this class. */
    public static DummyClassifier constant(String answer) {
        return new DummyClassifier(DummyStrategy.CONSTANT, answer, 0);
    }

    /** Draws other answers. */
    public DummyClassifier withSeed(long seed) {
        return new DummyClassifier(strategy, answer, seed);
    }

    /** Only shares of the classes hold for shares of the classes. */
    @Override
    public Optional<ClassCounts> learnedCounts(Table train, Optional<Table> validation, DummyModel model) {
        return strategy == DummyStrategy.PRIOR || strategy == DummyStrategy.STRATIFIED ? Optional.of(learnedCounts(train)) : Optional.empty();
    }

    @Override
    public DummyModel fit(Table train) {
        TrainingRows rows = TrainingRows.ofClasses("DummyClassifier", train);
        double[] shares = rows.classSums();
        if (strategy == DummyStrategy.UNIFORM) {
            for (int k = 0; k < shares.length; k++) {
                shares[k] = shares[k] > 0 ? 1 : 0;
            }
        }
        if (strategy == DummyStrategy.MOST_FREQUENT || strategy == DummyStrategy.CONSTANT) {
            int always = answer == null ? most(shares) : rows.classNames().indexOf(answer);
            Check.require(always >= 0, this.toString(), "the answer must be one of the classes " + rows.classNames(), "\"" + answer + "\"");
            shares = new double[shares.length];
            shares[always] = 1;
        }
        double sum = 0;
        rows.weights();
        for (double share : shares) {
            sum += share;
        }
        for (int k = 0; k < shares.length; k++) {
            shares[k] /= sum;
        }
        return new DummyModel(rows.classNames(), shares, strategy, seed);
    }

    private static int most(double[] shares) {
        int most = 0;
        for (int k = 1; k < shares.length; k++) {
            most = shares[k] > shares[most] ? k : most;
        }
        return most;
    }

    @Override
    public String toString() {
        return "DummyClassifier[" + strategy + (answer == null ? "" : ", answer=\"" + answer + "\"") + (strategy.draws() ? ", seed=" + seed : "")
                + "]";
    }
}
