package org.librate.augment;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;

/**
 * One of several transforms, each as likely unless weights say otherwise.
 *
 * <pre>{@code
 * OneOf.of(GaussianBlur.of(1.5), MedianBlur.of(3), MotionBlur.of(7)).withProbability(0.3)
 * }</pre>
 */
public record OneOf<S>(List<Transform<S>> transforms, List<Double> weights) implements Transform<S> {

    public OneOf {
        transforms = List.copyOf(transforms);
        weights = List.copyOf(weights);
        Check.require(!transforms.isEmpty(), "OneOf", "needs at least one transform", "none");
        Check.require(weights.size() == transforms.size(), "OneOf", "needs a weight for each of " + transforms.size() + " transforms", weights);
        double sum = 0;
        for (double weight : weights) {
            Check.notNegative("OneOf", "weight", weight);
            sum += weight;
        }
        Check.positive("OneOf", "sum of the weights", sum);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <S> OneOf<S> of(Transform<S>... transforms) {
        return new OneOf<>(Arrays.asList(transforms), Arrays.stream(transforms).map(transform -> 1.0).toList());
    }

    /** How likely each is beside the others. */
    public OneOf<S> withWeights(Double... weights) {
        return new OneOf<>(transforms, Arrays.asList(weights));
    }

    @Override
    public Applied<S> apply(S sample, Draw draw) {
        int chosen = draw.weighted(weights.stream().mapToDouble(Double::doubleValue).toArray());
        return transforms.get(chosen).apply(sample, draw.part("chosen", chosen));
    }

    @Override
    public String toString() {
        boolean equal = weights.stream().distinct().count() == 1;
        return "OneOf" + Sequence.list(transforms) + (equal ? "" : ".withWeights" + weights);
    }
}
