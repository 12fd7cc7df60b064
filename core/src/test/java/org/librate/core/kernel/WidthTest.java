package org.librate.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;

class WidthTest {

    private final int limit = Width.limit();

    @AfterEach
    void restore() {
        Width.limit(limit);
        Width.apply(limit);
    }

    @Test
    void what_is_applied_is_what_the_runtime_uses() {
        Nd4jCpu runtime = new Nd4jCpu();
        for (int width : new int[] {1, 2, 5, 1}) {
            Width.apply(width);
            assertThat(runtime.ompGetMaxThreads()).isEqualTo(width);
        }
    }

    @Test
    void small_work_gets_one_thread_and_large_work_the_limit() {
        Width.limit(4);
        assertThat(Width.forWork(100)).isEqualTo(1);
        assertThat(Width.forWork(1e9)).isEqualTo(4);
        Width.limit(1);
        assertThat(Width.forWork(1e9)).isEqualTo(1);
    }

    @Test
    void the_limit_belongs_to_the_thread() throws InterruptedException {
        Width.limit(3);
        int[] seen = new int[1];
        Thread other = new Thread(() -> seen[0] = Width.limit());
        other.start();
        other.join();
        assertThat(seen[0]).isEqualTo(limit);
        assertThat(Width.limit()).isEqualTo(3);
    }

    @Test
    void a_limit_is_positive() {
        assertThatThrownBy(() -> Width.limit(0)).hasMessage("Width: threads must be > 0, got 0.");
    }
}
