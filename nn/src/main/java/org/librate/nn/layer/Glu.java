package org.librate.nn.layer;

import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/**
 * Gated linear unit: of the two halves a, b of the last axis, {@code a·σ(b)}. So {@code [.., 2n]} becomes {@code [.., n]}.
 */
public record Glu() implements LayerSpec, Layer {

    public static Glu create() {
        return new Glu();
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.rank() == 0 || input.last() % 2 != 0) {
            throw new ShapeException("Glu", "the last axis must have an even length, to be halved", "", input);
        }
        return input.withLast(input.last() / 2);
    }

    @Override
    public Layer build(Shape input, Build build) {
        outputShape(input);
        return this;
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        long half = x.dim(-1) / 2;
        return x.slice(-1, 0, half).mul(x.slice(-1, half, 2 * half).sigmoid());
    }

    @Override
    public String toString() {
        return "Glu";
    }
}
