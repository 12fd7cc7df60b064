package org.librate.nn.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.librate.core.DType;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/**
 * Several classifiers as one. Members may be ensembles themselves. Safe for any number of threads if they are.
 *
 * <pre>{@code
 * ClassPredictor five = ClassifierEnsemble.averaging(LongStream.range(0, 5).mapToObj(seed -> plan.seed(seed).fit(train)).toList());
 * ClassPredictor snapshots = ClassifierEnsemble.averaging(plan.schedule(Cosine.overEpochs(10).withRestarts(1)).epochs(50).fitSnapshots(10, train));
 * }</pre>
 */
public final class ClassifierEnsemble implements ClassPredictor {

    /** Less than any vote, enough to settle a tie. */
    private static final double TIE = 1e-4;

    private final List<ClassPredictor> members;
    private final double[] weights; // sum to 1
    private final boolean votes;

    private ClassifierEnsemble(List<? extends ClassPredictor> members, double[] weights, boolean votes) {
        this.members = List.copyOf(members);
        this.weights = weights;
        this.votes = votes;
    }

    /** The mean of the members' probabilities: usually the better way. */
    public static ClassifierEnsemble averaging(List<? extends ClassPredictor> members) {
        return new ClassifierEnsemble(members, EnsembleWeights.equal("ClassifierEnsemble", members.size()), false);
    }

    /**
     * Each member has a vote. Its probabilities are shares of votes; a tie goes to the class with the larger mean probability, a label that may hold
     * together with others needs more than half.
     */
    public static ClassifierEnsemble voting(List<? extends ClassPredictor> members) {
        return new ClassifierEnsemble(members, EnsembleWeights.equal("ClassifierEnsemble", members.size()), true);
    }

    /** How much each member counts, in their order. */
    public ClassifierEnsemble withWeights(double... weights) {
        return new ClassifierEnsemble(members, EnsembleWeights.of("ClassifierEnsemble", members.size(), weights), votes);
    }

    public List<ClassPredictor> members() {
        return members;
    }

    @Override
    public Tensor predictProbabilities(Tensor... inputs) {
        List<Tensor> all = members.stream().map(member -> member.predictProbabilities(inputs)).toList();
        check(all);
        return votes ? shares(all) : EnsembleWeights.mean(all, weights);
    }

    @Override
    public Tensor predict(Tensor... inputs) {
        if (!votes) {
            return decide(predictProbabilities(inputs));
        }
        List<Tensor> all = members.stream().map(member -> member.predictProbabilities(inputs)).toList();
        check(all);
        Tensor shares = shares(all);
        boolean oneClass = members.get(0).decide(all.get(0)).rank() == 1;
        return decide(oneClass ? shares.add(EnsembleWeights.mean(all, weights).mul(TIE)) : shares);
    }

    @Override
    public Tensor decide(Tensor probabilities) {
        return members.get(0).decide(probabilities);
    }

    private Tensor shares(List<Tensor> probabilities) {
        List<Tensor> votes = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            Tensor of = probabilities.get(i);
            Tensor decided = members.get(i).decide(of);
            votes.add((decided.rank() == 1 ? decided.oneHot((int) of.dim(1)) : decided).cast(DType.FLOAT32));
        }
        return EnsembleWeights.mean(votes, weights);
    }

    private void check(List<Tensor> probabilities) {
        for (Tensor one : probabilities) {
            if (!one.shape().equals(probabilities.get(0).shape())) {
                throw new ShapeException("ClassifierEnsemble", "all members must tell the same classes apart",
                        "member " + probabilities.indexOf(one) + " does not", probabilities.get(0).shape(), one.shape());
            }
        }
    }

    @Override
    public String toString() {
        return "ClassifierEnsemble[" + members.size() + " members, " + (votes ? "voting" : "averaging")
                + (Arrays.stream(weights).distinct().count() == 1 ? "" : ", weights=" + Arrays.toString(weights)) + "]";
    }
}
