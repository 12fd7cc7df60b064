package org.librate.nn.loss;

import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/**
 * How far {@code softmax(x)} is from a target distribution, {@code Σ t (log t − log softmax(x))} over the last axis: cross-entropy less the
 * target's own entropy, so that a perfect output gives 0. Outputs are logits {@code [n, .., classes]}, targets distributions of that shape.
 */
public record KlDivergence() implements Loss {

    public static KlDivergence create() {
        return new KlDivergence();
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target) {
        Rows.checkOutput(this, output, 2);
        if (!target.shape().equals(output.shape())) {
            throw new ShapeException(toString(), "distributions must have the output's shape", "", output.shape(), target.shape());
        }
        Tensor t = target.cast(output.dtype());
        Tensor logOfTarget = t.clip(Float.MIN_NORMAL, Float.MAX_VALUE).log();     // 0 · log 0 counts 0
        return Rows.mean(t.mul(logOfTarget.sub(output.logSoftmax(-1))).sum(-1));
    }

    @Override
    public String toString() {
        return "KlDivergence";
    }
}
