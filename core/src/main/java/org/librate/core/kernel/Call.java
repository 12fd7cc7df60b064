package org.librate.core.kernel;

/**
 * A kernel bound to the memory it works on: running it again does the same work on whatever that memory holds then.
 *
 * <p>A call keeps everything it needs alive, Java and native; the native part goes when it is closed or collected.
 */
public interface Call extends AutoCloseable {

    /** The call that does nothing, for work on empty arrays. */
    Call NOTHING = () -> { };

    /** Two calls, one after the other. */
    static Call both(Call first, Call second) {
        return new Call() {
            @Override
            public void run() {
                first.run();
                second.run();
            }

            @Override
            public void close() {
                first.close();
                second.close();
            }
        };
    }

    /** Does the work, on the calling thread and the OpenMP threads it leads. One thread at a time. */
    void run();

    /** Frees what the call holds natively; it must not be run again. */
    @Override
    default void close() {
    }
}
