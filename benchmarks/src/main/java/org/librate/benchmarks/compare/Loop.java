package org.librate.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import org.librate.benchmarks.Work;

/**
 * Runs work as often as a round takes. A round is several spans of equal length, and its time the median of theirs: another
 * process that takes the cores for a moment spoils a span, not the round.
 */
final class Loop {

    private static final long WARM_NANOS = 1_000_000_000;
    private static final int LEAST_WARM_RUNS = 5;
    private static final long SPAN_NANOS = 4_000_000;
    private static final int SPANS = 9;
    private static final int LEAST_SPANS = 3;

    private final Work work;
    private final long runs; // in a span
    private final int spans;

    private Loop(Work work, long runs, int spans) {
        this.work = work;
        this.runs = runs;
        this.spans = spans;
    }

    /**
     * Runs the work until it is warm, and finds out how often it runs in a round. Until then nothing counts: the JIT compiler, the
     * caches and a step's recording need a while.
     */
    static Loop warm(Work work) {
        long runs = 1;
        long done = 0;
        long start = System.nanoTime();
        while (true) {
            long nanos = Math.max(1, work.nanos(runs));
            done += runs;
            if (done >= LEAST_WARM_RUNS && System.nanoTime() - start >= WARM_NANOS) {
                long each = Math.max(1, nanos / runs);
                return new Loop(work, Math.max(1, SPAN_NANOS / each), (int) Math.max(LEAST_SPANS, Math.min(SPANS, SPANS * SPAN_NANOS / each)));
            }
            if (nanos < SPAN_NANOS) {
                runs *= 2;
            }
        }
    }

    /** Microseconds a run. The first span after a pause is not counted: threads wake up, caches fill. */
    double round() {
        work.nanos(runs);
        List<Double> micros = new ArrayList<>(spans);
        for (int span = 0; span < spans; span++) {
            micros.add(work.nanos(runs) / 1e3 / runs);
        }
        return Timing.median(micros);
    }
}
