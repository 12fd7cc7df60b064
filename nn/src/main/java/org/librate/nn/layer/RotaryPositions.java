package org.librate.nn.layer;

import org.librate.core.Shape;
import org.librate.core.Tensor;

/**
 * Positions as angles (Su et al. 2021): in each head, features d and d + dim / 2 are a point that is turned by {@code position · 10000^(−2d / dim)}.
 * The product of two turned vectors depends on how far apart they are, not on where.
 *
 * <p>Internal to attention: {@link MultiHeadAttention.Spec#withRotary}.
 */
final class RotaryPositions {

    private static final double BASE = 10_000;

    private RotaryPositions() {
    }

    /**
     * The first heads of each step turned, the others left.
     *
     * @param x {@code [n, time, all heads · dim]}
     * @param past the position of the first step
     */
    static Tensor turn(Tensor x, int past, int heads, int dim) {
        long n = x.dim(0);
        long time = x.dim(1);
        int half = dim / 2;
        Tensor cos = angles(x, past, half, true);
        Tensor sin = angles(x, past, half, false);
        Tensor points = x.slice(2, 0, (long) heads * dim).reshape(n, time, heads, dim);
        Tensor a = points.slice(3, 0, half);
        Tensor b = points.slice(3, half, dim);
        Tensor turned = Tensor.concat(3, a.mul(cos).sub(b.mul(sin)), b.mul(cos).add(a.mul(sin))).reshape(n, time, (long) heads * dim);
        return x.dim(2) == (long) heads * dim ? turned : Tensor.concat(2, turned, x.slice(2, (long) heads * dim, x.dim(2)));
    }

    private static Tensor angles(Tensor x, int past, int half, boolean cosine) {
        int time = (int) x.dim(1);
        double[] values = new double[time * half];
        for (int i = 0; i < time; i++) {
            for (int d = 0; d < half; d++) {
                double angle = (past + i) * Math.pow(BASE, -(double) d / half);
                values[i * half + d] = cosine ? Math.cos(angle) : Math.sin(angle);
            }
        }
        return Tensor.of(Shape.of(time, 1, half), values).cast(x.dtype());
    }
}
