package org.librate.core.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.librate.core.kernel.Block;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Longs;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.UnaryFn;
import org.librate.core.kernel.nd4j.Nd4jKernels;

/** What a plan depends on, and what it must not. */
class PlansTest extends OneDnnTest {

    private final OneDnnKernels kernels = new OneDnnKernels(new Nd4jKernels());

    private void run(Call call) {
        try (call) {
            call.run();
        }
    }

    @Test
    void one_plan_serves_every_number() {
        NativeArray x = random(5000);
        NativeArray y = array(5000);
        for (int i = 2; i < 10; i++) {
            double a = i * 0.25;
            double b = i - 5.5;
            run(kernels.unary(new KernelOp.Unary(UnaryFn.LINEAR, a, b), x, y));
            expect("a·x + b", y, values(filled(j -> a * get(x, j) + b, 5000)), 1e-6);
            run(kernels.unary(new KernelOp.Unary(UnaryFn.LINEAR, a == 1 ? 0.1 : a, 0), x, y));
            expect("a·x", y, values(filled(j -> (a == 1 ? 0.1 : a) * get(x, j), 5000)), 1e-6);
            run(kernels.unary(new KernelOp.Unary(UnaryFn.LINEAR, 1, b), x, y));
            expect("x + b", y, values(filled(j -> get(x, j) + b, 5000)), 1e-6);
            run(kernels.unary(new KernelOp.Unary(UnaryFn.CLIP, -a, a), x, y));
            expect("clip", y, values(filled(j -> Math.max(-a, Math.min(a, get(x, j))), 5000)), 1e-6);
            run(kernels.unaryGradient(new KernelOp.UnaryGradient(UnaryFn.CLIP, -a, a), x, x, y));
            run(kernels.fill(new KernelOp.Fill(b), y));
            assertThat(values(y)).containsOnly(b);
        }
        assertThat(kernels.plans()).isLessThanOrEqualTo(6);
    }

    @Test
    void calls_of_one_plan_keep_their_numbers_apart() {
        NativeArray x = random(5000);
        NativeArray y = array(5000);
        NativeArray z = array(5000);
        try (Call twice = kernels.unary(new KernelOp.Unary(UnaryFn.LINEAR, 2, 0), x, y);
                Call thrice = kernels.unary(new KernelOp.Unary(UnaryFn.LINEAR, 3, 0), x, z)) {
            for (int i = 0; i < 2; i++) {
                twice.run();
                thrice.run();
                expect("2x", y, values(filled(j -> 2 * get(x, j), 5000)), 0);
                expect("3x", z, values(filled(j -> 3 * get(x, j), 5000)), 1e-6);
            }
        }
    }

    @Test
    void one_plan_serves_every_place_of_a_slice() {
        NativeArray x = random(200, 100);
        NativeArray y = array(200, 40);
        NativeArray rows = array(64, 100);
        for (int from = 0; from < 60; from++) {
            int at = from;
            run(kernels.copyBox(new KernelOp.CopyBox(Longs.of(200L, 40L), from, Longs.of(100L, 1L), 0, Longs.of(40L, 1L)), x, y));
            expect("columns", y, values(filled(j -> get(x, j / 40 * 100 + j % 40 + at), 200, 40)), 0);
            run(kernels.copyBox(new KernelOp.CopyBox(Longs.of(64L, 100L), from * 100L, Longs.of(100L, 1L), 0, Longs.of(100L, 1L)), x, rows));
            expect("rows", rows, values(filled(j -> get(x, j + at * 100), 64, 100)), 0);
        }
        assertThat(kernels.plans()).isEqualTo(1);
    }

    @Test
    void a_plan_that_needs_more_memory_than_a_block_holds_is_none() {
        PlanBuilder plan = new PlanBuilder(1);
        plan.temporary(Block.MOST_BYTES - 32);
        plan.temporary(64);
        assertThatThrownBy(plan::build).isInstanceOf(PlanBuilder.Unsupported.class);
        plan.abandon();
    }
}
