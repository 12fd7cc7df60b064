package org.librate.core.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.kernel.Block;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.UnaryFn;
import org.librate.core.kernel.Width;
import org.librate.core.kernel.Window;

/** What holds for every call, whatever it computes. */
class OneDnnCallTest extends OneDnnTest {

    private static final Window WINDOW = new Window(3, 3, 1, 1, 1, 1, 1, 1, 1, 1);
    private final int limit = Width.limit();

    @AfterEach
    void restoreTheLimit() {
        Width.limit(limit);
    }

    private KernelOp.Convolution convolution() {
        return new KernelOp.Convolution(WINDOW, 1, UnaryFn.RELU);
    }

    @Test
    void a_replay_allocates_nothing_native() {
        List<Call> program = new ArrayList<>();
        NativeArray x = random(4, 8, 8, 16);
        NativeArray y = array(4, 8, 8, 32);
        NativeArray w = random(3, 3, 16, 32);
        NativeArray loss = array(256);
        NativeArray dy = array(256, 32);
        program.add(KERNELS.convolution(convolution(), x, w, random(32), y));
        program.add(KERNELS.crossEntropy(new KernelOp.CrossEntropy(0.1), y.reshape(dy.shape()), integers(DType.INT32, new long[256]), null, loss,
                dy));
        program.add(KERNELS.convolutionWeightGradient(new KernelOp.ConvolutionWeightGradient(WINDOW, 1), x, dy.reshape(y.shape()),
                array(3, 3, 16, 32), array(32)));
        program.forEach(Call::run);
        long blocks = Block.allocations();
        long bytes = Pointer.totalBytes();
        long count = Pointer.totalCount();
        for (int i = 0; i < 3000; i++) {
            for (Call call : program) {
                call.run();
            }
        }
        assertThat(Block.allocations()).isEqualTo(blocks);
        assertThat(Pointer.totalBytes()).isEqualTo(bytes);
        assertThat(Pointer.totalCount()).isEqualTo(count);
        program.forEach(Call::close);
    }

    @Test
    void two_threads_may_run_the_same_op_at_once() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            NativeArray w = random(3, 3, 16, 32);
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int t = 0; t < 2; t++) {
                NativeArray x = random(4, 8, 8, 16);
                answers.add(threads.submit(() -> sameAnswerEachTime(x, w)));
            }
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    private boolean sameAnswerEachTime(NativeArray x, NativeArray w) {
        Width.limit(1);
        NativeArray first = array(4, 8, 8, 32);
        NativeArray y = array(4, 8, 8, 32);
        run(convolution(), in(x, w), first);
        try (Call recorded = KERNELS.convolution(convolution(), x, w, null, y)) {
            for (int i = 0; i < 2000; i++) {
                if (i % 2 == 0) {
                    recorded.run();
                } else {
                    run(convolution(), in(x, w), y);
                }
                for (int j = 0; j < y.size(); j += 97) {
                    if (get(y, j) != get(first, j)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    @Test
    void dropped_calls_and_busy_collections_do_no_harm() throws Exception {
        NativeArray x = random(64, 64);
        NativeArray w = random(64, 64);
        NativeArray y = array(64, 64);
        NativeArray z = array(64, 64);
        KernelOp.Matmul matmul = new KernelOp.Matmul(false, false, null);
        try (Call kept = KERNELS.matmul(matmul, x, w, null, y)) {
            kept.run();
            double[] expected = values(y);
            for (int i = 0; i < 300; i++) {
                KERNELS.matmul(matmul, x, w, null, z).run(); // never closed
                KERNELS.unary(new KernelOp.Unary(UnaryFn.TANH, 0, i), x, z).run(); // a plan that is soon dropped
                if (i % 30 == 0) {
                    System.gc();
                }
                kept.run();
            }
            Thread.sleep(50);
            kept.run();
            assertThat(values(y)).containsExactly(expected);
        }
    }

    @Test
    void eager_and_replayed_runs_give_the_same_bits() {
        NativeArray x = random(700, 130);
        NativeArray w = random(130, 50);
        NativeArray eager = array(700, 50);
        NativeArray replayed = array(700, 50);
        KernelOp.Matmul matmul = new KernelOp.Matmul(false, false, UnaryFn.TANH);
        run(matmul, in(x, w), eager);
        try (Call call = KERNELS.matmul(matmul, x, w, null, replayed)) {
            call.run();
            run(new KernelOp.Softmax(0, false), in(of(1)), array(1)); // another width in between
            call.run();
        }
        assertThat(values(replayed)).containsExactly(values(eager));
    }

    @Test
    void a_closed_call_says_so() {
        Call call = KERNELS.softmax(new KernelOp.Softmax(0, false), random(3), array(3));
        call.close();
        call.close();
        assertThatThrownBy(call::run).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
    }
}
