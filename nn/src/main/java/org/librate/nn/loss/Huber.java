package org.librate.nn.loss;

import org.librate.core.Check;
import org.librate.core.Tensor;

/**
 * Huber's loss, the mean over a row's outputs: {@code d² / 2} for errors {@code d = |x − t|} up to delta, {@code delta (d − delta / 2)} beyond, so
 * that outliers pull no harder than delta.
 *
 * @param delta where the square ends, > 0
 */
public record Huber(double delta) implements Loss {

    public Huber {
        Check.positive("Huber", "delta", delta);
    }

    public static Huber create() {
        return new Huber(1);
    }

    public Huber withDelta(double delta) {
        return new Huber(delta);
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target) {
        Tensor distance = output.sub(Rows.like(this, output, target)).abs();
        Tensor near = distance.clip(0, delta);
        return Rows.mean(near.mul(distance.sub(near.mul(0.5))));
    }

    @Override
    public String toString() {
        return "Huber[delta=" + delta + "]";
    }
}
