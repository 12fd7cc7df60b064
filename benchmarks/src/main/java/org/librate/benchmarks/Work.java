package org.librate.benchmarks;

/** What is timed: the same work each time, on memory that was made before. */
@FunctionalInterface
public interface Work extends AutoCloseable {

    void run();

    /** Runs it so many times, and tells how many nanoseconds that took. Work that lives on another thread measures there. */
    default long nanos(long runs) {
        long start = System.nanoTime();
        for (long i = 0; i < runs; i++) {
            run();
        }
        return System.nanoTime() - start;
    }

    /** Frees what the work holds. */
    @Override
    default void close() {
    }
}
