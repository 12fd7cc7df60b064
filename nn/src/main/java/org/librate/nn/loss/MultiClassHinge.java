package org.librate.nn.loss;

import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/**
 * Crammer and Singer's hinge loss for several classes, {@code max(0, margin + max x[other] − x[label])}. Outputs are {@code [n, .., classes]},
 * targets class numbers {@code [n, ..]}, where a negative one is ignored.
 *
 * @param margin how far the label's output must be above all others to cost nothing, > 0
 */
public record MultiClassHinge(double margin) implements Loss {

    public MultiClassHinge {
        Check.positive("MultiClassHinge", "margin", margin);
    }

    public static MultiClassHinge create() {
        return new MultiClassHinge(1);
    }

    public MultiClassHinge withMargin(double margin) {
        return new MultiClassHinge(margin);
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target) {
        Tensor labels = Rows.classes(this, output, target);
        DType dtype = output.dtype();
        Tensor isLabel = labels.oneHot((int) output.dim(-1)).cast(DType.BOOL);
        Tensor zero = Tensor.zeros(dtype, Shape.scalar());
        Tensor lowest = Tensor.full(dtype, Shape.scalar(), Double.NEGATIVE_INFINITY);
        Tensor own = isLabel.where(output, zero).sum(-1);
        Tensor best = isLabel.where(lowest, output).max(-1);
        Tensor loss = best.sub(own).add(margin).relu();
        return Rows.meanOfLabelled(labels.ge(0).where(loss, zero), labels);
    }

    @Override
    public String toString() {
        return "MultiClassHinge[margin=" + margin + "]";
    }
}
