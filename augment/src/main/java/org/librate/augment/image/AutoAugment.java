package org.librate.augment.image;

import java.util.ArrayList;
import java.util.List;
import org.librate.augment.Applied;
import org.librate.augment.Change;
import org.librate.augment.Draw;

/**
 * Two operations by a line, drawn at random, of a table that was found by a search over many trainings (Cubuk et al. 2019).
 *
 * <pre>{@code
 * AutoAugment.of(AutoAugmentTable.CIFAR10)
 * }</pre>
 */
public record AutoAugment(AutoAugmentTable table, Interpolation interpolation, Border border) implements ImageTransform {

    private static final int STEPS = 10;

    public static AutoAugment of(AutoAugmentTable table) {
        return new AutoAugment(table, Interpolation.BILINEAR, Border.black());
    }

    public AutoAugment withInterpolation(Interpolation other) {
        return new AutoAugment(table, other, border);
    }

    /** What is seen beyond the edge. */
    public AutoAugment withBorder(Border other) {
        return new AutoAugment(table, interpolation, other);
    }

    @Override
    public Applied<Sample> apply(Sample sample, Draw draw) {
        List<Change> changes = new ArrayList<>();
        Sample current = sample;
        for (AutoAugmentTable.Entry entry : table.lines().get(draw.integer(0, table.lines().size()))) {
            if (draw.chance(entry.probability())) {
                double magnitude = Strength.STANDARD.at(entry.operation(), entry.strength(), STEPS, sample.image());
                Applied<Sample> applied = entry.operation().apply(current, magnitude, interpolation, border, draw);
                current = applied.sample();
                changes.addAll(applied.changes());
            }
        }
        return Applied.of(current, new Several("AutoAugment", changes));
    }

    @Override
    public String toString() {
        return "AutoAugment[" + table + (interpolation == Interpolation.BILINEAR ? "" : ", " + interpolation)
                + (border.equals(Border.black()) ? "" : ", " + border) + "]";
    }
}
