package org.librate.core.estimator;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.learn.Model;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.Table;

/**
 * A fitted {@link DummyClassifier}.
 *
 * @param shares the probability of each class
 */
public record DummyModel(List<String> classNames, double[] shares, DummyStrategy strategy, long seed) implements Model {

    public DummyModel {
        classNames = List.copyOf(classNames);
        shares = shares.clone();
        Check.require(shares.length == classNames.size() && shares.length > 0, "DummyModel", "needs a share for each class of " + classNames,
                shares.length);
    }

    @Override
    public double[] shares() {
        return shares.clone();
    }

    /** The shares; or, if classes are drawn, 1 for the one that was. */
    @Override
    public Tensor scores(Table rows) {
        int classes = shares.length;
        float[] scores = new float[rows.rows() * classes];
        RandomStream draws = RandomSource.of(seed).stream("dummy").at(0);
        for (int i = 0; i < rows.rows(); i++) {
            if (strategy.draws()) {
                scores[i * classes + drawn(draws.uniform(rows.origin(i) & Long.MAX_VALUE))] = 1;
            } else {
                for (int k = 0; k < classes; k++) {
                    scores[i * classes + k] = (float) shares[k];
                }
            }
        }
        return TrainingRows.scores(rows.rows(), classes, scores);
    }

    private int drawn(double uniform) {
        int last = 0;
        double below = 0;
        for (int k = 0; k < shares.length; k++) {
            if (shares[k] > 0) {
                last = k;
                below += shares[k];
                if (uniform < below) {
                    break;
                }
            }
        }
        return last;
    }

    @Override
    public String toString() {
        return "DummyModel[" + strategy + ", " + FeatureSchema.named(classNames, shares) + "]";
    }
}
