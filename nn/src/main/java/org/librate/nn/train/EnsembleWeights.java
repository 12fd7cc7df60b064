package org.librate.nn.train;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.Tensor;

/** How much each member of an ensemble counts. */
final class EnsembleWeights {

    private EnsembleWeights() {
    }

    static double[] equal(String who, int members) {
        Check.require(members > 0, who, "needs at least one member", "none");
        double[] weights = new double[members];
        Arrays.fill(weights, 1.0 / members);
        return weights;
    }

    /** Weights that sum to 1. */
    static double[] of(String who, int members, double... given) {
        Check.require(given.length == members, who, "needs a weight for each of " + members + " members", given.length);
        for (double weight : given) {
            Check.notNegative(who, "a weight", weight);
        }
        double sum = Check.positive(who, "the sum of the weights", Arrays.stream(given).sum());
        return Arrays.stream(given).map(weight -> weight / sum).toArray();
    }

    static Tensor mean(List<Tensor> all, double[] weights) {
        Tensor sum = all.get(0).mul(weights[0]);
        for (int i = 1; i < weights.length; i++) {
            sum = sum.add(all.get(i).mul(weights[i]));
        }
        return sum;
    }
}
