package org.librate.core.kernel.host;

import java.lang.ref.Reference;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

/**
 * Adam over a short buffer. With {@code c₁ = 1 − β₁ᵗ, c₂ = 1 − β₂ᵗ} the update is {@code rate·√c₂/c₁ · m / (√v + ε·√c₂)}: numbers that depend on the
 * step are worked out once, in double.
 */
final class AdamLoop implements Call {

    private final KernelOp.Adam op;
    private final NativeArray g;
    private final NativeArray rate;
    private final NativeArray step;
    private final NativeArray p;
    private final NativeArray m;
    private final NativeArray v;

    AdamLoop(KernelOp.Adam op, NativeArray g, NativeArray rate, NativeArray step, NativeArray p, NativeArray m, NativeArray v) {
        this.op = op;
        this.g = g;
        this.rate = rate;
        this.step = step;
        this.p = p;
        this.m = m;
        this.v = v;
    }

    @Override
    public void run() {
        double t = KernelOp.Adam.checked(step.block().longs().get(step.start()));
        double given = rate.block().floats().get(rate.start());
        double root2 = Math.sqrt(1 - Math.pow(op.beta2(), t));
        float epsilon = (float) (op.epsilon() * root2);
        float factor = (float) (-given * root2 / (1 - Math.pow(op.beta1(), t)));
        float shrink = (float) (1 - given * op.decay());
        Scratch s = Scratch.get();
        int n = (int) p.size();
        for (int at = 0; at < n; at += Scratch.CHUNK) {
            int count = Math.min(Scratch.CHUNK, n - at);
            g.block().floats().get(g.start() + at, s.a, 0, count);
            m.block().floats().get(m.start() + at, s.b, 0, count);
            v.block().floats().get(v.start() + at, s.c, 0, count);
            p.block().floats().get(p.start() + at, s.d, 0, count);
            update(s.a, s.b, s.c, s.d, count, (float) op.beta1(), (float) (1 - op.beta1()), (float) op.beta2(), (float) (1 - op.beta2()), epsilon,
                    factor, shrink);
            m.block().floats().put(m.start() + at, s.b, 0, count);
            v.block().floats().put(v.start() + at, s.c, 0, count);
            p.block().floats().put(p.start() + at, s.d, 0, count);
        }
        Reference.reachabilityFence(this);
    }

    /** By itself, on plain arrays, so that it becomes vector instructions. */
    private static void update(float[] g, float[] m, float[] v, float[] p, int n, float keep1, float add1, float keep2, float add2, float epsilon,
            float factor, float shrink) {
        for (int i = 0; i < n; i++) {
            float gradient = g[i];
            float first = keep1 * m[i] + add1 * gradient + KernelOp.Adam.TINY - KernelOp.Adam.TINY;
            float second = keep2 * v[i] + add2 * (gradient * gradient) + KernelOp.Adam.TINY - KernelOp.Adam.TINY;
            m[i] = first;
            v[i] = second;
            p[i] = shrink * p[i] + factor * (first / ((float) Math.sqrt(second) + epsilon));
        }
    }
}
