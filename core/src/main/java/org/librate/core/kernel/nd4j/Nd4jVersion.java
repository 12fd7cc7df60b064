package org.librate.core.kernel.nd4j;

import org.nd4j.linalg.factory.Nd4j;

/** Which ND4J this is and what it runs on. */
public final class Nd4jVersion {

    private Nd4jVersion() {
    }

    public static String describe() {
        Nd4jRuntime.require();
        String version = Nd4j.class.getPackage().getImplementationVersion();
        return (version == null ? "1.0.0-M2.1" : version) + ", backend " + Nd4j.getBackend().getClass().getSimpleName();
    }
}
