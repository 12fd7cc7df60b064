package org.librate.nn.loss;

import org.librate.core.Check;
import org.librate.core.Tensor;

/**
 * The hinge loss for yes or no, {@code max(0, margin − s x)}, the mean over a row's outputs. Targets are 0 and 1 as everywhere; {@code s} is −1 and
 * +1.
 *
 * @param margin how far on the right side an output must be to cost nothing, > 0
 */
public record Hinge(double margin) implements Loss {

    public Hinge {
        Check.positive("Hinge", "margin", margin);
    }

    public static Hinge create() {
        return new Hinge(1);
    }

    public Hinge withMargin(double margin) {
        return new Hinge(margin);
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target) {
        Tensor side = Rows.like(this, output, target).mul(2).sub(1);
        return Rows.mean(side.mul(output).neg().add(margin).relu());
    }

    @Override
    public String toString() {
        return "Hinge[margin=" + margin + "]";
    }
}
