package org.librate.nn.loss;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.CrossEntropyOptions;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.learn.ClassCounts;

/**
 * Softmax cross-entropy, {@code −log softmax(x)[label]}: for classes that exclude each other. Outputs are logits {@code [n, .., classes]}, without a
 * softmax. Targets are class numbers {@code [n, ..]}, where a negative one is ignored, or distributions {@code [n, .., classes]} of a floating type.
 *
 * <pre>{@code
 * CrossEntropy.create().withLabelSmoothing(0.1)
 * }</pre>
 *
 * <p>A row's class weight multiplies its loss. Rows of several positions, such as sequences, give the mean of those that are not ignored.
 */
public record CrossEntropy(double labelSmoothing, List<Double> classWeights) implements RebalancingLoss {

    public CrossEntropy {
        Check.fraction("CrossEntropy", "label smoothing", labelSmoothing);
        classWeights = List.copyOf(classWeights);
    }

    public static CrossEntropy create() {
        return new CrossEntropy(0, List.of());
    }

    /** Gives this share of each label's probability to all classes alike. */
    public CrossEntropy withLabelSmoothing(double share) {
        return new CrossEntropy(share, classWeights);
    }

    /** A weight for each class, in the order of the class numbers. */
    public CrossEntropy withClassWeights(double... weights) {
        return new CrossEntropy(labelSmoothing, Weights.of("CrossEntropy", "class weights", weights));
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target) {
        Rows.checkOutput(this, output, 2);
        if (output.dim(-1) < 2) {
            throw new ShapeException(toString(), "needs outputs for at least 2 classes",
                    "a single output with targets 0 and 1 is for BinaryCrossEntropy", output.shape());
        }
        CrossEntropyOptions options = CrossEntropyOptions.create().withLabelSmoothing(labelSmoothing);
        if (!classWeights.isEmpty()) {
            options = options.withClassWeights(Weights.tensor(this, "class weights", classWeights, output));
        }
        if (target.dtype().isFloating()) {
            checkSoft(output, target);
            return Rows.mean(output.crossEntropy(target.cast(output.dtype()), options));
        }
        Tensor labels = Rows.classes(this, output, target);
        return Rows.meanOfLabelled(output.crossEntropy(labels, options), labels);
    }

    private void checkSoft(Tensor output, Tensor target) {
        Shape rows = output.shape().without(-1);
        if (target.shape().equals(rows) || target.shape().equals(rows.append(1))) {
            throw new IllegalArgumentException(this + ": targets of type " + target.dtype() + " are distributions " + output.shape() + ", got "
                    + target.shape() + ". For class numbers use cast(DType." + DType.INT32 + ").");
        }
        if (!target.shape().equals(output.shape())) {
            throw new ShapeException(toString(), "distributions must have the output's shape", "", output.shape(), target.shape());
        }
    }

    /** The class weights. */
    @Override
    public double[] classFactors(ClassCounts trained) {
        return classWeights.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public String toString() {
        List<String> options = new ArrayList<>();
        if (labelSmoothing != 0) {
            options.add("labelSmoothing=" + labelSmoothing);
        }
        if (!classWeights.isEmpty()) {
            options.add("classWeights=" + Weights.print(classWeights));
        }
        return options.isEmpty() ? "CrossEntropy" : "CrossEntropy" + options;
    }
}
