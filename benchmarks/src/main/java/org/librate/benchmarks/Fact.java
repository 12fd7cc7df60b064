package org.librate.benchmarks;

import java.io.IOException;

/** Something measured once that is no time of a case, such as the memory that a step takes. */
@FunctionalInterface
public interface Fact {

    /** Measures it, and tells it with its unit. */
    String find() throws IOException;
}
