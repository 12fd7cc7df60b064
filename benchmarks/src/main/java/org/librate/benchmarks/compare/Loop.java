package org.librate.benchmarks.compare;

import org.librate.benchmarks.Work;

/** Runs work as often as a round takes. Until it is warm nothing counts: the JIT compiler, the caches and a step's recording need a while. */
final class Loop {

    private static final long WARM_NANOS = 1_000_000_000;
    private static final long ROUND_NANOS = 30_000_000;
    private static final int LEAST_WARM_RUNS = 5;

    private final Work work;
    private final long runs;

    private Loop(Work work, long runs) {
        this.work = work;
        this.runs = runs;
    }

    /** Runs the work until it is warm, and finds out how often it runs in a round. */
    static Loop warm(Work work) {
        long runs = 1;
        long done = 0;
        long start = System.nanoTime();
        while (true) {
            long nanos = Math.max(1, nanos(work, runs));
            done += runs;
            boolean warm = done >= LEAST_WARM_RUNS && System.nanoTime() - start >= WARM_NANOS;
            if (warm) {
                return new Loop(work, Math.max(1, runs * ROUND_NANOS / nanos));
            }
            if (nanos < ROUND_NANOS) {
                runs *= 2;
            }
        }
    }

    /** Microseconds a run. The first runs after a pause are not counted: threads wake up, caches fill. */
    double round() {
        nanos(work, runs / 10 + 1);
        return nanos(work, runs) / 1e3 / runs;
    }

    private static long nanos(Work work, long runs) {
        long start = System.nanoTime();
        for (long i = 0; i < runs; i++) {
            work.run();
        }
        return System.nanoTime() - start;
    }
}
