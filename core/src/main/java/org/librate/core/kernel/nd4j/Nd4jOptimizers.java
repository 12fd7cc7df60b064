package org.librate.core.kernel.nd4j;

import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

/**
 * Optimizer updates in one pass over the flat buffers; each number is computed in double precision and rounded once. ND4J's
 * updaters are not used: they know no decoupled decay, and make several passes.
 */
final class Nd4jOptimizers {

    private Nd4jOptimizers() {
    }

    static Call sgd(KernelOp.Sgd op, NativeArray g, NativeArray rate, NativeArray p, @Nullable NativeArray v) {
        Reals gradient = Reals.of(g);
        Reals rates = Reals.of(rate);
        Reals parameter = Reals.of(p);
        @Nullable Reals velocity = v == null ? null : Reals.of(v);
        int n = (int) p.size();
        return HeldCall.of(() -> {
            double r = rates.get(0);
            for (int i = 0; i < n; i++) {
                double step = gradient.get(i) + op.decay() * parameter.get(i);
                if (velocity != null) {
                    double moved = op.momentum() * velocity.get(i) + step;
                    velocity.set(i, moved);
                    step = op.nesterov() ? step + op.momentum() * moved : moved;
                }
                parameter.add(i, -r * step);
            }
        }, g, rate, p, v);
    }

    static Call adam(KernelOp.Adam op, NativeArray g, NativeArray rate, NativeArray step, NativeArray p, NativeArray m, NativeArray v) {
        Reals gradient = Reals.of(g);
        Reals rates = Reals.of(rate);
        Integers steps = Integers.of(step);
        Reals parameter = Reals.of(p);
        Reals first = Reals.of(m);
        Reals second = Reals.of(v);
        int n = (int) p.size();
        return HeldCall.of(() -> {
            double r = rates.get(0);
            double t = KernelOp.Adam.checked(steps.get(0));
            double stepSize = r / (1 - Math.pow(op.beta1(), t));
            double unbias = 1 / (1 - Math.pow(op.beta2(), t));
            for (int i = 0; i < n; i++) {
                double now = gradient.get(i);
                double mean = op.beta1() * first.get(i) + (1 - op.beta1()) * now;
                double square = op.beta2() * second.get(i) + (1 - op.beta2()) * now * now;
                first.set(i, mean);
                second.set(i, square);
                double shrunk = parameter.get(i) * (1 - r * op.decay());
                parameter.set(i, shrunk - stepSize * mean / (Math.sqrt(square * unbias) + op.epsilon()));
            }
        }, g, rate, step, p, m, v);
    }
}
