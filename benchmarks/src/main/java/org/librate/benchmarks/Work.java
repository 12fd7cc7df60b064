package org.librate.benchmarks;

/** What is timed: the same work each time, on memory that was made before. */
@FunctionalInterface
public interface Work extends AutoCloseable {

    void run();

    /** Frees what the work holds. */
    @Override
    default void close() {
    }
}
