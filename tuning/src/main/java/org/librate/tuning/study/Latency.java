package org.librate.tuning.study;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.librate.core.Check;

/**
 * How long a call takes on this machine: the median of some calls after others that only warm up. Measurements of a process wait for each other;
 * other trials that run meanwhile still disturb them, so studies that decide by it are best not parallel.
 *
 * <pre>{@code
 * double milliseconds = 1e3 * Latency.create().seconds(() -> model.predictRow(row));
 * trial.constraint("latency", milliseconds - 5);
 * }</pre>
 *
 * <p>A measured time differs from run to run, so a study whose goal it is has other trials each time; with a journal, what was measured is kept.
 */
public final class Latency {

    private static final ReentrantLock ONE = new ReentrantLock();

    private final int warmups;
    private final int calls;

    private Latency(int warmups, int calls) {
        this.warmups = warmups;
        this.calls = calls;
    }

    /** Twenty calls to warm up, and 51 that count. */
    public static Latency create() {
        return new Latency(20, 51);
    }

    /** How many calls are made before any is measured. */
    public Latency withWarmups(int calls) {
        return new Latency(Check.notNegative("Latency", "warmups", calls), this.calls);
    }

    /** How many calls are measured. */
    public Latency withCalls(int calls) {
        return new Latency(warmups, Check.positive("Latency", "calls", calls));
    }

    /** The median time of a call. */
    public double seconds(Runnable call) {
        ONE.lock();
        try {
            for (int i = 0; i < warmups; i++) {
                call.run();
            }
            double[] seconds = new double[calls];
            for (int i = 0; i < calls; i++) {
                long start = System.nanoTime();
                call.run();
                seconds[i] = (System.nanoTime() - start) / 1e9;
            }
            Arrays.sort(seconds);
            return 0.5 * (seconds[(calls - 1) / 2] + seconds[calls / 2]);
        } finally {
            ONE.unlock();
        }
    }

    @Override
    public String toString() {
        return "Latency.create().withWarmups(" + warmups + ").withCalls(" + calls + ")";
    }
}
