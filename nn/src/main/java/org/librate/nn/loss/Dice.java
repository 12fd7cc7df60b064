package org.librate.nn.loss;

import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Tensor;

/**
 * One minus the soft Dice coefficient, {@code 1 − (2 Σ p t + s) / (Σ p + Σ t + s)} (Milletari et al. 2016), summed over the positions of a row and
 * averaged over its classes: for masks of which little is filled, where most positions are right by saying no. Outputs are logits. With class numbers
 * {@code [n, ..]} as targets, of which a negative one is ignored, p is the softmax of outputs {@code [n, .., classes]}; with targets 0 to 1 of the
 * output's shape it is the sigmoid, and {@link Masks} says whether the last axis are channels, each with a mask of its own.
 *
 * <pre>{@code
 * Trainer.classifier(net).loss(Dice.create())                            // net: [height, width, classes], targets: class numbers [height, width]
 * Trainer.binary(net).loss(Dice.create())                                // net and targets: [height, width, 1]
 * Trainer.multiLabel(net).loss(Dice.create().withMasks(Masks.ONE))       // net and targets: [height, width], without an axis of channels
 * }</pre>
 *
 * <p>A trainer compares rows as wholes with it, so there are no metrics for each position unless asked for.
 *
 * @param smooth s, > 0: keeps empty masks from dividing 0 by 0
 * @param masks what the last axis is, where targets have the output's shape
 */
public record Dice(double smooth, Masks masks) implements RowLoss {

    private static final String NAME = "Dice";

    public Dice {
        Check.positive(NAME, "smooth", smooth);
    }

    /** s = 1. */
    public static Dice create() {
        return new Dice(1, Masks.BY_SHAPE);
    }

    public Dice withSmooth(double smooth) {
        return new Dice(smooth, masks);
    }

    /** Whether the last axis are channels, where the shape cannot tell. */
    public Dice withMasks(Masks masks) {
        return new Dice(smooth, masks);
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target, @Nullable Tensor real) {
        return Overlap.loss(this, output, target, real, masks, 0.5, 0.5, smooth / 2);
    }

    @Override
    public String toString() {
        return NAME + "[smooth=" + smooth + (masks == Masks.BY_SHAPE ? "" : ", masks=" + masks) + "]";
    }
}
