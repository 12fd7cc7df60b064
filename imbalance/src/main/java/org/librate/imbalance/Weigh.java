package org.librate.imbalance;

import java.util.Arrays;
import org.librate.core.Check;
import org.librate.core.estimator.ClassWeights;
import org.librate.core.learn.ClassCounts;
import org.librate.core.learn.Resampler;
import org.librate.core.random.RandomSource;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * Lets the training rows of some classes count more: no row is added or left out, but each row's weight is multiplied by that of its class. Whatever
 * learns after it and takes weights does so by them: linear models, naive Bayes, neighbours' votes, networks.
 *
 * <pre>{@code
 * Pipeline.start(StandardScaler.create()).then(Weigh.by(ClassWeights.balanced())).estimator(LogisticRegression.create());
 * }</pre>
 *
 * <p>Weights are worked out from the rows that come in, by the weights they have already. Of a table without weights these become a column "weight".
 * The fitted pipeline's probabilities are corrected for it.
 */
public record Weigh(ClassWeights weights) implements Resampler {

    private static final String NAME = "Weigh";

    public Weigh {
        Check.notNull(NAME, "weights", weights);
    }

    public static Weigh by(ClassWeights weights) {
        return new Weigh(weights);
    }

    @Override
    public Table resample(Table train, RandomSource random) {
        Check.require(train.hasClasses(), NAME, "needs a target of classes", train);
        double[] factors = weights.factors(ClassCounts.of(train));
        int[] labels = train.labels();
        NumericColumn before = train.weights().orElse(null);
        double[] all = new double[labels.length];
        Arrays.setAll(all, i -> (before == null ? 1 : before.get(i)) * factors[labels[i]]);
        String name = before == null ? freeName(train) : before.name();
        return Population.of(train, train.with(NumericColumn.wrap(name, all)).withWeights(name));
    }

    private static String freeName(Table table) {
        String name = "weight";
        while (table.has(name)) {
            name += "_";
        }
        return name;
    }

    @Override
    public String toString() {
        return NAME + "[" + weights + "]";
    }
}
