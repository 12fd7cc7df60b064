package org.librate.core.kernel.nd4j;

import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.Diagnosis;
import org.librate.core.kernel.Width;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Whether ND4J is there. The JVM tells why a class could not be initialised only once, so the cause is kept here and every later use can
 * name it.
 */
final class Nd4jRuntime {

    private static final @Nullable Throwable FAILURE = load();

    private Nd4jRuntime() {
    }

    /** Throws what failed and what helps, unless ND4J loaded. */
    static void require() {
        if (FAILURE != null) {
            throw new IllegalStateException("Librate: this needs the ND4J kernels, which did not load: " + Diagnosis.explain(FAILURE), FAILURE);
        }
    }

    private static @Nullable Throwable load() {
        try {
            Nd4j.getBackend();
            Width.forget();
            return null;
        } catch (LinkageError | RuntimeException e) {
            return e;
        }
    }
}
