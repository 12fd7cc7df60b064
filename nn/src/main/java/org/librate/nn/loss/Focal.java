package org.librate.nn.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.CrossEntropyOptions;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.estimator.ClassWeights;
import org.librate.core.learn.ClassCounts;

/**
 * The focal loss of Lin et al. (2017) for classes that exclude each other, {@code −α[label] (1 − p)^γ log p} with {@code p = softmax(x)[label]}: rows
 * that are right already hardly count, so that the many easy ones do not drown the few hard ones. With γ = 0 it is the cross-entropy. Outputs are
 * logits {@code [n, .., classes]}, targets class numbers {@code [n, ..]}, where a negative one is ignored.
 *
 * <pre>{@code
 * Focal.create().withGamma(2).withClassWeights(1, 4)
 * Trainer.classifier(net).lossFromCounts(counts -> Focal.classBalanced(counts, 0.999))
 * }</pre>
 *
 * <p>It is computed from logarithms, and right for any logits. What a network says after it is less sure than it should be: calibrate if
 * probabilities matter.
 *
 * @param gamma how much less right rows count, ≥ 0
 * @param classWeights α for each class; empty for 1
 */
public record Focal(double gamma, List<Double> classWeights) implements Loss {

    private static final String NAME = "Focal";

    public Focal {
        Check.notNegative(NAME, "gamma", gamma);
        classWeights = List.copyOf(classWeights);
    }

    /** γ = 2, as in the paper. */
    public static Focal create() {
        return new Focal(2, List.of());
    }

    /**
     * With the effective number of rows as weights (Cui et al. 2019): {@code (1 − β) / (1 − βⁿ)}, scaled to sum to the number of classes.
     *
     * @param beta 0.99 to 0.9999: the larger, the nearer to n rows counting 1/n each
     */
    public static Focal classBalanced(ClassCounts counts, double beta) {
        return create().withClassWeights(ClassWeights.effectiveNumber(beta).factors(counts));
    }

    public Focal withGamma(double gamma) {
        return new Focal(gamma, classWeights);
    }

    /** A weight for each class, in the order of the class numbers. */
    public Focal withClassWeights(double... weights) {
        return new Focal(gamma, Weights.of(NAME, "class weights", weights));
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target) {
        Tensor labels = Rows.classes(this, output, target);
        CrossEntropyOptions options = CrossEntropyOptions.create();
        if (!classWeights.isEmpty()) {
            options = options.withClassWeights(Weights.tensor(this, "class weights", classWeights, output));
        }
        Tensor loss = output.crossEntropy(labels, options);
        if (gamma != 0) {
            // log(1 − p) from the other classes: 1 − p itself has no digits left where p is near 1
            Tensor isLabel = labels.oneHot((int) output.dim(-1)).cast(DType.BOOL);
            Tensor nothing = Tensor.full(output.dtype(), Shape.scalar(), Double.NEGATIVE_INFINITY);
            Tensor others = isLabel.where(nothing, output.logSoftmax(-1)).logSumExp(-1);
            loss = loss.mul(others.mul(gamma).exp());
        }
        return Rows.meanOfLabelled(loss, labels);
    }

    @Override
    public String toString() {
        List<String> options = new ArrayList<>(List.of("gamma=" + gamma));
        if (!classWeights.isEmpty()) {
            options.add("classWeights=" + Arrays.toString(classWeights.toArray()));
        }
        return NAME + options;
    }
}
