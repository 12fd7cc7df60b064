package org.librate.augment.image;

import org.librate.augment.Applied;
import org.librate.augment.Draw;

/**
 * One operation, any of the fourteen of {@link RandAugment}, with any strength up to a great one (Müller and Hutter 2021, the wide space). There is
 * nothing to choose.
 *
 * <pre>{@code
 * Augmentation.sequence(RandomCrop.of(32).withPadding(4), HorizontalFlip.create().withProbability(0.5), TrivialAugment.create())
 * }</pre>
 */
public record TrivialAugment(Interpolation interpolation, Border border) implements ImageTransform {

    private static final int STEPS = 31;

    public static TrivialAugment create() {
        return new TrivialAugment(Interpolation.BILINEAR, Border.black());
    }

    public TrivialAugment withInterpolation(Interpolation other) {
        return new TrivialAugment(other, border);
    }

    /** What is seen beyond the edge. */
    public TrivialAugment withBorder(Border other) {
        return new TrivialAugment(interpolation, other);
    }

    @Override
    public Applied<Sample> apply(Sample sample, Draw draw) {
        Operation operation = Operation.values()[draw.integer(0, Operation.INVERT.ordinal())]; // all but to invert
        double magnitude = Strength.WIDE.at(operation, draw.integer(0, STEPS), STEPS, sample.image());
        Applied<Sample> applied = operation.apply(sample, magnitude, interpolation, border, draw);
        return Applied.of(applied.sample(), new Several("TrivialAugment", applied.changes()));
    }

    @Override
    public String toString() {
        String options = (interpolation == Interpolation.BILINEAR ? "" : ", " + interpolation) + (border.equals(Border.black()) ? "" : ", " + border);
        return "TrivialAugment" + (options.isEmpty() ? "" : "[" + options.substring(2) + "]");
    }
}
