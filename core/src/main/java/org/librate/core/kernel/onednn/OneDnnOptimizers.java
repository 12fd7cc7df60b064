package org.librate.core.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.nio.FloatBuffer;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.Width;

/**
 * Optimizer updates over flat buffers: each state array is one binary primitive whose post-ops do the rest of its formula while the
 * values are in registers. Numbers that change from step to step lie in memory that the primitives read.
 */
final class OneDnnOptimizers {

    /** Up to so many parameters, one loop in Java is faster than three primitives: 0.15 against 3.1 µs for 144, 6.1 against 7.4 for 6,288. */
    static final int MOST_ADAM_FOR_JAVA = 1 << 13;

    private OneDnnOptimizers() {
    }

    static int width(NativeArray p, int arrays) {
        return Width.forWork((double) p.size() * arrays);
    }

    // ---- SGD ----

    /** Arrays: g, rate, p, v or absent. */
    static void sgd(PlanBuilder plan, KernelOp.Sgd op, NativeArray[] arrays) {
        long n = arrays[0].size();
        dnnl_memory_desc flat = plan.dense(n);
        dnnl_memory_desc number = plan.dense(1L);
        Plan.Place gradient = plan.array(0);
        Plan.Place p = plan.array(2);
        if (op.decay() != 0) { // g + decay·p
            Plan.Place sum = plan.temporary(n * DType.FLOAT32.bytes());
            dnnl_primitive_attr attr = plan.attributes().thenWith(dnnl_binary_add, flat).get();
            plan.primitive("sgd decay", d -> dnnl_binary_primitive_desc_create(d, OneDnn.ENGINE, dnnl_binary_mul, flat, number, flat, attr))
                    .with(DNNL_ARG_SRC_0, flat, p)
                    .with(DNNL_ARG_SRC_1, number, plan.constant((float) op.decay(), 1))
                    .with(DNNL_ARG_DST, flat, sum)
                    .with(PlanBuilder.postArgument(0), flat, gradient);
            gradient = sum;
        }
        Plan.Place direction = gradient;
        if (arrays.length > 3) {
            Plan.Place v = plan.array(3); // v = momentum·v + g'
            dnnl_primitive_attr attr = plan.attributes().thenAddOld((float) op.momentum()).get();
            plan.primitive("sgd momentum", d -> dnnl_binary_primitive_desc_create(d, OneDnn.ENGINE, dnnl_binary_mul, flat, number, flat, attr))
                    .with(DNNL_ARG_SRC_0, flat, gradient)
                    .with(DNNL_ARG_SRC_1, number, plan.constant(1, 1))
                    .with(DNNL_ARG_DST, flat, v);
            direction = v;
            if (op.nesterov()) { // g' + momentum·v
                Plan.Place ahead = plan.temporary(n * DType.FLOAT32.bytes());
                dnnl_primitive_attr add = plan.attributes().thenWith(dnnl_binary_add, flat).get();
                plan.primitive("sgd look-ahead", d -> dnnl_binary_primitive_desc_create(d, OneDnn.ENGINE, dnnl_binary_mul, flat, number, flat, add))
                        .with(DNNL_ARG_SRC_0, flat, v)
                        .with(DNNL_ARG_SRC_1, number, plan.constant((float) op.momentum(), 1))
                        .with(DNNL_ARG_DST, flat, ahead)
                        .with(PlanBuilder.postArgument(0), flat, gradient);
                direction = ahead;
            }
        }
        dnnl_primitive_attr attr = plan.attributes().then(dnnl_eltwise_linear, -1, 0).thenAddOld(1).get(); // p −= rate·direction
        plan.primitive("sgd", d -> dnnl_binary_primitive_desc_create(d, OneDnn.ENGINE, dnnl_binary_mul, flat, number, flat, attr))
                .with(DNNL_ARG_SRC_0, flat, direction)
                .with(DNNL_ARG_SRC_1, number, plan.array(1))
                .with(DNNL_ARG_DST, flat, p);
    }

    /** As {@link KernelOp.Adam#TINY} says. */
    private static PlanBuilder.Attributes withoutTiny(PlanBuilder.Attributes attributes) {
        return attributes.then(dnnl_eltwise_linear, 1, KernelOp.Adam.TINY).then(dnnl_eltwise_linear, 1, -KernelOp.Adam.TINY);
    }

    // ---- Adam ----

    /**
     * Arrays: g, rate, step, p, m, v. With {@code c₁ = 1 − β₁ᵗ, c₂ = 1 − β₂ᵗ} the update is
     * {@code rate·√c₂/c₁ · m / (√v + ε·√c₂)}: two numbers that depend on the step, the rest on the arrays.
     */
    static void adam(PlanBuilder plan, KernelOp.Adam op, NativeArray[] arrays) {
        long n = arrays[0].size();
        dnnl_memory_desc flat = plan.dense(n);
        dnnl_memory_desc number = plan.dense(1L);
        Plan.Place g = plan.array(0);
        Plan.Place p = plan.array(3);
        Plan.Place m = plan.array(4);
        Plan.Place v = plan.array(5);
        Plan.Place epsilon = plan.temporary(DType.FLOAT32.bytes());
        Plan.Place rate = plan.temporary(DType.FLOAT32.bytes());
        Plan.Place shrink = plan.temporary(DType.FLOAT32.bytes());
        int epsilonAt = PlanBuilder.floatsAt(epsilon);
        int rateAt = PlanBuilder.floatsAt(rate);
        int shrinkAt = PlanBuilder.floatsAt(shrink);
        plan.host("adam numbers", (a, workspace) -> {
            double step = KernelOp.Adam.checked(a[2].block().longs().get(a[2].start()));
            double given = a[1].block().floats().get(a[1].start());
            double c1 = 1 - Math.pow(op.beta1(), step);
            double root2 = Math.sqrt(1 - Math.pow(op.beta2(), step));
            FloatBuffer numbers = workspace.floats();
            numbers.put(epsilonAt, (float) (op.epsilon() * root2));
            numbers.put(rateAt, (float) (-given * root2 / c1));
            numbers.put(shrinkAt, (float) (1 - given * op.decay()));
        });
        dnnl_primitive_attr first = withoutTiny(plan.attributes().thenAddOld((float) op.beta1())).get();
        plan.primitive("adam first moment", d -> dnnl_binary_primitive_desc_create(d, OneDnn.ENGINE, dnnl_binary_mul, flat, number, flat, first))
                .with(DNNL_ARG_SRC_0, flat, g)
                .with(DNNL_ARG_SRC_1, number, plan.constant((float) (1 - op.beta1()), 1))
                .with(DNNL_ARG_DST, flat, m);
        dnnl_primitive_attr second = withoutTiny(plan.attributes().then(dnnl_eltwise_linear, (float) (1 - op.beta2()), 0)
                .thenAddOld((float) op.beta2())).get();
        plan.primitive("adam second moment", d -> dnnl_binary_primitive_desc_create(d, OneDnn.ENGINE, dnnl_binary_mul, flat, flat, flat, second))
                .with(DNNL_ARG_SRC_0, flat, g)
                .with(DNNL_ARG_SRC_1, flat, g)
                .with(DNNL_ARG_DST, flat, v);
        if (op.decay() != 0) {
            dnnl_primitive_attr plain = plan.plain();
            plan.primitive("adam decay", d -> dnnl_binary_primitive_desc_create(d, OneDnn.ENGINE, dnnl_binary_mul, flat, number, flat, plain))
                    .with(DNNL_ARG_SRC_0, flat, p)
                    .with(DNNL_ARG_SRC_1, number, shrink)
                    .with(DNNL_ARG_DST, flat, p);
        }
        // max(v, v) = v, √, + ε, 1 / that, · m, · rate, + p.
        dnnl_primitive_attr update = plan.attributes().then(dnnl_eltwise_sqrt, 0, 0).thenWith(dnnl_binary_add, number).then(dnnl_eltwise_pow, 1, -1)
                .thenWith(dnnl_binary_mul, flat).thenWith(dnnl_binary_mul, number).thenAddOld(1).get();
        plan.primitive("adam", d -> dnnl_binary_primitive_desc_create(d, OneDnn.ENGINE, dnnl_binary_max, flat, flat, flat, update))
                .with(DNNL_ARG_SRC_0, flat, v)
                .with(DNNL_ARG_SRC_1, flat, v)
                .with(DNNL_ARG_DST, flat, p)
                .with(PlanBuilder.postArgument(1), number, epsilon)
                .with(PlanBuilder.postArgument(3), flat, m)
                .with(PlanBuilder.postArgument(4), number, rate);
    }
}
