package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.librate.core.kernel.Block;
import org.librate.nn.optim.Adam;

class GarbageTest {

    @Test
    void a_replayed_step_makes_little_garbage_and_asks_for_no_native_memory() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] garbage = new long[2];
        long[] blocks = new long[2];
        Trainer.classifier(Samples.mlp(16, 3)).optimizer(Adam.of(0.01)).clipGradients(1).epochs(1).batchSize(8).display(Display.SILENT)
                .callbacks(new TrainingCallback() {
            @Override
            public void onBatch(Progress progress) {
                if (progress.batch() == 100 || progress.batch() == 300) {
                    int at = progress.batch() == 100 ? 0 : 1;
                    garbage[at] = threads.getCurrentThreadAllocatedBytes();
                    blocks[at] = Block.allocations();
                }
            }
        }).fit(Samples.spirals(2500, 1));
        assertThat((garbage[1] - garbage[0]) / 200).isLessThan(10_000);
        assertThat(blocks[1] - blocks[0]).isZero();
    }
}
