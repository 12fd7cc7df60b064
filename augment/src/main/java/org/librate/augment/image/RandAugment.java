package org.librate.augment.image;

import java.util.ArrayList;
import java.util.List;
import org.librate.augment.Applied;
import org.librate.augment.Change;
import org.librate.augment.Draw;
import org.librate.core.Check;

/**
 * A few operations one after the other, each any of fourteen, all with the same strength (Cubuk et al. 2020): shear, shift, turn, brightness, colour,
 * contrast, sharpness, posterise, solarise, auto-contrast, equalise, or none. Two numbers are all there is to choose.
 *
 * <pre>{@code
 * RandAugment.create()                        // two operations at strength 9
 * RandAugment.of(3, 15).withBorder(Border.reflect())
 * }</pre>
 *
 * @param operations how many
 * @param strength   from 0, nearly nothing, to 30
 */
public record RandAugment(int operations, int strength, Interpolation interpolation, Border border) implements ImageTransform {

    private static final int STEPS = 31;

    public RandAugment {
        Check.notNegative("RandAugment", "operations", operations);
        Check.require(strength >= 0 && strength < STEPS, "RandAugment", "strength must be in [0, 30]", strength);
    }

    /** Two operations at strength 9. */
    public static RandAugment create() {
        return of(2, 9);
    }

    public static RandAugment of(int operations, int strength) {
        return new RandAugment(operations, strength, Interpolation.BILINEAR, Border.black());
    }

    public RandAugment withInterpolation(Interpolation other) {
        return new RandAugment(operations, strength, other, border);
    }

    /** What is seen beyond the edge. */
    public RandAugment withBorder(Border other) {
        return new RandAugment(operations, strength, interpolation, other);
    }

    @Override
    public Applied<Sample> apply(Sample sample, Draw draw) {
        List<Change> changes = new ArrayList<>();
        Sample current = sample;
        for (int i = 0; i < operations; i++) {
            Operation operation = Operation.values()[draw.integer(0, Operation.INVERT.ordinal())]; // all but to invert
            double magnitude = Strength.STANDARD.at(operation, strength, STEPS, sample.image());
            Applied<Sample> applied = operation.apply(current, magnitude, interpolation, border, draw);
            current = applied.sample();
            changes.addAll(applied.changes());
        }
        return Applied.of(current, new Several("RandAugment", changes));
    }

    @Override
    public String toString() {
        return "RandAugment[" + operations + ", " + strength + (interpolation == Interpolation.BILINEAR ? "" : ", " + interpolation)
                + (border.equals(Border.black()) ? "" : ", " + border) + "]";
    }
}
