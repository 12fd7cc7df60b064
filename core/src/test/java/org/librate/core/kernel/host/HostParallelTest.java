package org.librate.core.kernel.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.librate.core.kernel.Width;

class HostParallelTest {

    private final int width = Width.limit();

    @AfterEach
    void restoreWidth() {
        Width.limit(width);
    }

    @Test
    void covers_every_index_once() {
        for (int threads : new int[] {1, 2, 3, 8}) {
            Width.limit(threads);
            for (int n : new int[] {1, 7, 100, 101, 999}) {
                for (int grain : new int[] {1, 10, 1000}) {
                    AtomicIntegerArray seen = new AtomicIntegerArray(n);
                    HostParallel.run((from, to) -> {
                        for (int i = from; i < to; i++) {
                            seen.incrementAndGet(i);
                        }
                    }, n, grain);
                    for (int i = 0; i < n; i++) {
                        assertThat(seen.get(i)).isEqualTo(1);
                    }
                }
            }
        }
    }

    @Test
    void helpers_take_part() throws InterruptedException {
        Width.limit(2);
        CountDownLatch both = new CountDownLatch(2);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        HostParallel.run((from, to) -> {
            if (threads.add(Thread.currentThread())) {
                both.countDown();
            }
            try {
                both.await(10, TimeUnit.SECONDS); // holds the first piece until somebody takes the second
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, 2, 1);
        assertThat(threads).hasSize(2).contains(Thread.currentThread());
        assertThat(threads).filteredOn(t -> t != Thread.currentThread()).allMatch(Thread::isDaemon);
    }

    @Test
    void small_work_stays_here() {
        Width.limit(4);
        HostParallel.run((from, to) -> {
            assertThat(Thread.currentThread().getName()).doesNotStartWith("librate-host");
            assertThat(to - from).isEqualTo(199);
        }, 199, 100);
    }

    @Test
    void a_body_may_divide_work_itself() {
        Width.limit(3);
        AtomicIntegerArray seen = new AtomicIntegerArray(100);
        HostParallel.run((from, to) -> {
            for (int i = from; i < to; i++) {
                int row = i;
                HostParallel.run((a, b) -> seen.addAndGet(row, b - a), 50, 1);
            }
        }, 100, 1);
        for (int i = 0; i < 100; i++) {
            assertThat(seen.get(i)).isEqualTo(50);
        }
    }

    @Test
    void many_callers_do_not_mix_their_work() throws InterruptedException {
        AtomicIntegerArray sums = new AtomicIntegerArray(4);
        Thread[] callers = new Thread[4];
        for (int c = 0; c < 4; c++) {
            int caller = c;
            callers[c] = new Thread(() -> {
                Width.limit(3);
                for (int round = 0; round < 2000; round++) {
                    HostParallel.run((from, to) -> sums.addAndGet(caller, to - from), 64, 4);
                }
            });
            callers[c].start();
        }
        for (int c = 0; c < 4; c++) {
            callers[c].join();
            assertThat(sums.get(c)).isEqualTo(2000 * 64);
        }
    }

    @Test
    void what_goes_wrong_reaches_the_caller() {
        Width.limit(3);
        for (int round = 0; round < 20; round++) {
            int bad = round % 10;
            assertThatThrownBy(() -> HostParallel.run((from, to) -> {
                if (from <= bad && bad < to) {
                    throw new IllegalStateException("bad " + bad);
                }
            }, 10, 1)).hasMessage("bad " + bad);
        }
        assertThatThrownBy(() -> Width.limit(0)).hasMessage("Width: threads must be > 0, got 0.");
    }
}
