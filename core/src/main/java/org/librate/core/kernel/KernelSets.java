package org.librate.core.kernel;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.kernel.nd4j.Nd4jKernels;
import org.librate.core.kernel.onednn.OneDnnKernels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which kernels this process uses: {@code onednn} wherever it loads, else {@code nd4j}, which is complete.
 * {@code -Dlibrate.kernels=nd4j} chooses the reference.
 */
public final class KernelSets {

    private static final Logger LOG = LoggerFactory.getLogger(KernelSets.class);

    /** A kernel set that could not be loaded, and why. */
    public record Failure(String kernels, Throwable cause) {
    }

    private static final class Holder {
        static final Kernels REFERENCE = new Nd4jKernels();
        static final Choice CHOICE = choose();
    }

    private record Choice(Kernels kernels, String why, List<Failure> failures) {
    }

    private KernelSets() {
    }

    /** The complete set that every other is tested against. */
    public static Kernels reference() {
        return Holder.REFERENCE;
    }

    /** The set that runs unless a caller asks for another. */
    public static Kernels preferred() {
        asked(); // here, so that a wrong name is said each time: a class that could not be initialised says why only once
        return Holder.CHOICE.kernels;
    }

    /** Why {@link #preferred()} is what it is. */
    public static String why() {
        return Holder.CHOICE.why;
    }

    public static List<Failure> failures() {
        return Holder.CHOICE.failures;
    }

    private static String asked() {
        String asked = System.getProperty("librate.kernels", "onednn");
        Check.require(asked.equals("onednn") || asked.equals("nd4j"), "Librate", "-Dlibrate.kernels must be onednn or nd4j", asked);
        return asked;
    }

    private static Choice choose() {
        if (asked().equals("nd4j")) {
            return new Choice(Holder.REFERENCE, "asked for with -Dlibrate.kernels=nd4j", List.of());
        }
        try {
            return new Choice(new OneDnnKernels(Holder.REFERENCE), "the fast kernels on CPU, and they loaded", List.of());
        } catch (LinkageError | RuntimeException e) {
            LOG.warn("oneDNN did not load ({}); Librate works on with the slower ND4J kernels. Librate.doctor() tells more.", e.toString());
            return new Choice(Holder.REFERENCE, "oneDNN did not load", List.of(new Failure("onednn", e)));
        }
    }
}
