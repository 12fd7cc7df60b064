package org.librate.nn.loss;

import org.librate.core.Check;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/**
 * The triplet loss {@code max(0, |a − p| − |a − n| + margin)}: an anchor shall be nearer to a sample of its own kind than to one of another, by a
 * margin. Each row is one triplet: outputs are {@code [n, 3, features]}, the embeddings of anchor, positive and negative. The target is not looked
 * at.
 *
 * @param margin how much nearer, > 0
 */
public record Triplet(double margin) implements Loss {

    public Triplet {
        Check.positive("Triplet", "margin", margin);
    }

    public static Triplet create() {
        return new Triplet(1);
    }

    public Triplet withMargin(double margin) {
        return new Triplet(margin);
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target) {
        Rows.checkOutput(this, output, 2);
        if (output.rank() != 3 || output.dim(1) != 3) {
            throw new ShapeException(toString(), "outputs must be [n, 3, features]: anchor, positive, negative", "", output.shape());
        }
        Tensor anchor = output.select(1, 0);
        Tensor near = anchor.sub(output.select(1, 1)).norm(1);
        Tensor far = anchor.sub(output.select(1, 2)).norm(1);
        return near.sub(far).add(margin).relu();
    }

    @Override
    public String toString() {
        return "Triplet[margin=" + margin + "]";
    }
}
