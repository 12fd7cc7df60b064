package org.librate.tuning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.kernel.Width;

/**
 * How fits run side by side: on so many threads, each with so many cores for its kernels. The number of threads changes no result; the width of each
 * may change last bits of sums, so it is not derived from the number of threads but said. Fits within a fit, such as the folds of a search that is
 * cross-validated itself, run one after another.
 *
 * <pre>{@code
 * Threads.parallel(8)                 // eight fits at a time, one core each
 * Threads.parallel(2).withWidth(4)    // two at a time, four cores each: for large networks
 * }</pre>
 */
public record Threads(int parallelism, int width) {

    /** Whether this thread is working for a run that already has its threads. */
    private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);

    public Threads {
        Check.positive("Threads", "parallelism", parallelism);
        Check.positive("Threads", "width", width);
    }

    /** As many fits at a time as there are cores, one core each. */
    public static Threads all() {
        return parallel(Runtime.getRuntime().availableProcessors());
    }

    /** So many fits at a time, one core each. */
    public static Threads parallel(int fits) {
        return new Threads(fits, 1);
    }

    /** One fit after another, on the calling thread. */
    public static Threads serial() {
        return parallel(1);
    }

    /** How many cores each fit's kernels may use. */
    public Threads withWidth(int cores) {
        return new Threads(parallelism, cores);
    }

    /** Something to be done for each number. */
    @FunctionalInterface
    public interface Task<T> {
        T run(int number);
    }

    /**
     * The results for 0 to {@code count - 1}, in this order. If some fail, the failure of the lowest number is thrown, and what has not begun is left
     * out.
     */
    public <T> List<T> run(int count, Task<T> task) {
        @Nullable Object[] results = new @Nullable Object[count];
        @Nullable Throwable[] failures = new @Nullable Throwable[count];
        AtomicInteger next = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger(Integer.MAX_VALUE);
        Runnable work = () -> {
            int before = Width.limit();
            boolean inside = INSIDE.get();
            Width.limit(width);
            INSIDE.set(parallelism > 1 || inside);
            try {
                for (int i = next.getAndIncrement(); i < count && i < failed.get(); i = next.getAndIncrement()) {
                    try {
                        results[i] = task.run(i);
                    } catch (RuntimeException | Error e) {
                        failures[i] = e;
                        failed.accumulateAndGet(i, Math::min);
                    }
                }
            } finally {
                Width.limit(before);
                INSIDE.set(inside);
            }
        };
        Thread[] helpers = new Thread[INSIDE.get() ? 0 : Math.max(0, Math.min(parallelism, count) - 1)];
        Arrays.setAll(helpers, i -> new Thread(work, "librate-fit-" + (i + 1)));
        for (Thread helper : helpers) {
            helper.setDaemon(true);
            helper.start();
        }
        work.run();
        join(helpers);
        return collected(results, failures);
    }

    private static void join(Thread[] helpers) {
        boolean interrupted = false;
        for (Thread helper : helpers) {
            while (helper.isAlive()) {
                try {
                    helper.join();
                } catch (InterruptedException e) {
                    interrupted = true; // a fit cannot be given up halfway: the caller hears of it when it has ended
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("unchecked") // what the task returned
    private static <T> List<T> collected(@Nullable Object[] results, @Nullable Throwable[] failures) {
        for (Throwable failure : failures) {
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
        }
        List<T> all = new ArrayList<>();
        for (Object result : results) {
            all.add((T) result);
        }
        return all;
    }

    /** As in {@code Threads[8 at a time, width 1]}. */
    @Override
    public String toString() {
        return "Threads[" + parallelism + " at a time, width " + width + "]";
    }
}
