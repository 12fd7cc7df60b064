package org.librate.nn.train;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Tensor;

/**
 * Several regressors as one. Members may be ensembles themselves. Safe for any number of threads if they are.
 *
 * <pre>{@code
 * RegressorEnsemble five = RegressorEnsemble.averaging(models);
 * Tensor price = five.predict(x);
 * Tensor doubt = five.spread(x);        // large where the members disagree
 * }</pre>
 */
public final class RegressorEnsemble implements ValuePredictor {

    private final List<ValuePredictor> members;
    private final double[] weights; // sum to 1
    private final boolean median;

    private RegressorEnsemble(List<? extends ValuePredictor> members, double[] weights, boolean median) {
        this.members = List.copyOf(members);
        this.weights = weights;
        this.median = median;
    }

    /** The mean of the members' values. */
    public static RegressorEnsemble averaging(List<? extends ValuePredictor> members) {
        return new RegressorEnsemble(members, EnsembleWeights.equal("RegressorEnsemble", members.size()), false);
    }

    /** The middle one of the members' values, which a single bad member does not move; the mean of the middle two for an even number. */
    public static RegressorEnsemble median(List<? extends ValuePredictor> members) {
        return new RegressorEnsemble(members, EnsembleWeights.equal("RegressorEnsemble", members.size()), true);
    }

    /** The mean with members that count this much, in their order. */
    public RegressorEnsemble withWeights(double... weights) {
        return new RegressorEnsemble(members, EnsembleWeights.of("RegressorEnsemble", members.size(), weights), false);
    }

    public List<ValuePredictor> members() {
        return members;
    }

    @Override
    public Tensor predict(Tensor... inputs) {
        if (!median) {
            return EnsembleWeights.mean(members.stream().map(member -> member.predict(inputs)).toList(), weights);
        }
        Tensor sorted = all(inputs).sort(0, false).values();
        int n = members.size();
        Tensor upper = sorted.select(0, n / 2);
        return n % 2 == 1 ? upper : upper.add(sorted.select(0, n / 2 - 1)).mul(0.5);
    }

    /** The standard deviation of the members' values: large where they disagree. */
    public Tensor spread(Tensor... inputs) {
        return all(inputs).std(0);
    }

    private Tensor all(Tensor... inputs) {
        return Tensor.stack(0, members.stream().map(member -> member.predict(inputs)).toArray(Tensor[]::new));
    }

    @Override
    public String toString() {
        return "RegressorEnsemble[" + members.size() + " members, " + (median ? "median" : "averaging")
                + (Arrays.stream(weights).distinct().count() == 1 ? "" : ", weights=" + Arrays.toString(weights)) + "]";
    }
}
