package org.librate.benchmarks.compare;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One of the two that are compared. Works only while it is asked something. */
interface Side extends AutoCloseable {

    /** Why it takes no part in this run; null when it does. */
    default @Nullable String absence() {
        return null;
    }

    /** What it is, with versions and threads. */
    String about();

    /** The names of the cases it has, in its order. */
    Set<String> cases();

    /** The names of what it can tell beside the times, in its order. */
    default Set<String> facts() {
        return Set.of();
    }

    /** Finds out one of the facts; in words. */
    default String fact(String name) {
        throw new SideFailure("there is no fact " + name);
    }

    /** Gets a case ready, and drops the one before. */
    void warm(String name);

    /** Runs a case that is ready; microseconds a call. */
    double round(String name);

    /** Runs a case in a fresh process. */
    default Expense alone(String name) {
        throw new SideFailure("it runs no case alone");
    }

    @Override
    void close();
}
