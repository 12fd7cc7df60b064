package org.librate.nn.loss;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.CrossEntropyOptions;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.learn.ClassCounts;

/**
 * Label-distribution-aware margins (Cao et al. 2019): cross-entropy of {@code s (x − Δ)}, where the label's own logit alone is made smaller by its
 * margin {@code Δ[c] ∝ n[c]^(−1/4)}, so that rare classes are kept farther from the boundary. Outputs are {@code [n, .., classes]}, targets class
 * numbers {@code [n, ..]}, where a negative one is ignored.
 *
 * <pre>{@code
 * Trainer.classifier(net).lossFromCounts(Ldam::of)
 * }</pre>
 *
 * <p>Margins and scale are meant for outputs in [−1, 1], as cosines are; for a plain {@code Dense} at the end take a scale of 1. The paper's deferred
 * weights are a second run that goes on from the first with {@link #withClassWeights}. What a network says after it ranks, and should be calibrated.
 *
 * @param counts the rows of each class
 * @param largestMargin the margin of the rarest class
 * @param scale s
 * @param classWeights for each class; empty for 1
 */
public record Ldam(List<Double> counts, double largestMargin, double scale, List<Double> classWeights) implements Loss {

    private static final String NAME = "Ldam";

    public Ldam {
        Check.require(counts.size() >= 2, NAME, "needs the counts of at least 2 classes", counts);
        for (double count : counts) {
            Check.positive(NAME, "the count of a class", count);
        }
        counts = List.copyOf(counts);
        Check.positive(NAME, "the largest margin", largestMargin);
        Check.positive(NAME, "scale", scale);
        classWeights = List.copyOf(classWeights);
    }

    /** The largest margin is 0.5 and the scale 30. A class without rows is taken to have one. */
    public static Ldam of(ClassCounts counts) {
        return new Ldam(counts.counts().stream().map(count -> count > 0 ? count : Double.valueOf(1)).toList(), 0.5, 30, List.of());
    }

    public Ldam withLargestMargin(double margin) {
        return new Ldam(counts, margin, scale, classWeights);
    }

    public Ldam withScale(double scale) {
        return new Ldam(counts, largestMargin, scale, classWeights);
    }

    /** A weight for each class, in the order of the class numbers. */
    public Ldam withClassWeights(double... weights) {
        return new Ldam(counts, largestMargin, scale, Weights.of(NAME, "class weights", weights));
    }

    /** Of each class. */
    public double[] margins() {
        double rarest = counts.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        return counts.stream().mapToDouble(count -> largestMargin * Math.pow(rarest / count, 0.25)).toArray();
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target) {
        Tensor labels = Rows.classes(this, output, target);
        if (counts.size() != output.dim(-1)) {
            throw new ShapeException(toString(), "needs the count of each class", "got " + counts.size(), output.shape());
        }
        CrossEntropyOptions options = CrossEntropyOptions.create();
        if (!classWeights.isEmpty()) {
            options = options.withClassWeights(Weights.tensor(this, "class weights", classWeights, output));
        }
        Tensor margins = labels.oneHot(counts.size()).cast(output.dtype()).mul(Rows.numbers(output.dtype(), margins()));
        return Rows.meanOfLabelled(output.sub(margins).mul(scale).crossEntropy(labels, options), labels);
    }

    @Override
    public String toString() {
        List<String> options = new ArrayList<>(List.of("counts=" + Weights.print(counts), "largestMargin=" + largestMargin, "scale=" + scale));
        if (!classWeights.isEmpty()) {
            options.add("classWeights=" + Weights.print(classWeights));
        }
        return NAME + options;
    }
}
