package org.librate.core.kernel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.nd4j.Nd4jVersion;
import org.librate.core.kernel.onednn.OneDnnVersion;

/** What can be said about the native side of this process. It tries everything and throws nothing. */
public record Diagnosis(Map<String, String> facts, List<String> failures) {

    /** Loads what there is to load, and tries each kernel set on 1 + 1. */
    public static Diagnosis make() {
        Map<String, String> facts = new LinkedHashMap<>();
        List<String> failures = new ArrayList<>();
        attempt("JavaCPP", facts, failures, () -> {
            facts.put("platform", Loader.getPlatform());
            facts.put("native libraries in", Loader.getCacheDir().toString());
            facts.put("native memory", "at most " + limit(Pointer.maxBytes()) + " of arrays (-Dorg.bytedeco.javacpp.maxbytes, follows -Xmx), "
                    + limit(Pointer.maxPhysicalBytes()) + " for the process (-Dorg.bytedeco.javacpp.maxphysicalbytes)");
            facts.put("in use", megabytes(Pointer.totalBytes()) + " of arrays, " + megabytes(Pointer.physicalBytes()) + " by the process");
        });
        attempt("onednn", facts, failures, () -> facts.put("oneDNN", OneDnnVersion.describe()));
        attempt("nd4j", facts, failures, () -> facts.put("ND4J", Nd4jVersion.describe()));
        attempt("choice", facts, failures, () -> {
            facts.put("kernels", KernelSets.preferred().name() + ", " + KernelSets.why());
            tryOut(KernelSets.preferred(), failures);
        });
        facts.put("cores", Runtime.getRuntime().availableProcessors() + " for this process");
        attempt("threads", facts, failures, () -> facts.put("threads", "at most " + Width.limit() + " for each kernel"
                + (System.getenv("OMP_NUM_THREADS") == null ? " (OMP_NUM_THREADS is not set)"
                        : " (OMP_NUM_THREADS=" + System.getenv("OMP_NUM_THREADS") + ")")));
        return new Diagnosis(facts, failures);
    }

    private static void tryOut(Kernels kernels, List<String> failures) {
        NativeArray one = NativeArray.allocate(DType.FLOAT32, Shape.of(1));
        one.block().floats().put(one.start(), 1);
        NativeArray sum = NativeArray.allocate(DType.FLOAT32, Shape.of(1));
        try (Call call = kernels.matmul(new KernelOp.Matmul(false, false, null), one.reshape(Shape.of(1, 1)), one.reshape(Shape.of(1, 1)), one,
                sum.reshape(Shape.of(1, 1)))) {
            call.run();
        }
        float result = sum.block().floats().get(sum.start());
        if (result != 2) {
            failures.add("the " + kernels.name() + " kernels say that 1 · 1 + 1 is " + result + ". Choose others with -Dlibrate.kernels="
                    + (kernels.name().equals("nd4j") ? "onednn" : "nd4j") + ".");
        }
    }

    private interface Part {
        void examine() throws IOException;
    }

    private static void attempt(String what, Map<String, String> facts, List<String> failures, Part part) {
        try {
            part.examine();
        } catch (LinkageError | RuntimeException | IOException e) {
            facts.put(what, "failed");
            failures.add(what + " did not load: " + explain(e));
        }
    }

    /** The cause at the bottom of a failure to load, and what usually helps. */
    public static String explain(Throwable failure) {
        Throwable root = root(failure);
        return root + " " + wayOut(root);
    }

    private static Throwable root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    /** What usually helps, judged by the message. */
    static String wayOut(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof ClassNotFoundException || cause instanceof NoClassDefFoundError) {
            return "A jar is missing on the class path: depend on org.librate:librate-core with Maven, which brings all it needs.";
        }
        if (message.contains("no jni") || message.contains("Could not find jni")) {
            return "The jar with this platform's native library is not on the class path. Maven adds it by itself; with Gradle or sbt, or for another"
                    + " platform than the building machine's, add it with the classifier " + platform() + " (docs/natives.md).";
        }
        if (message.contains("GLIBC") || message.contains("libstdc++") || message.contains("GLIBCXX")) {
            return "The system's C or C++ library is too old for the native code, or of another kind (Alpine's musl). Use a distribution with "
                    + "glibc 2.28 or newer.";
        }
        if (message.contains("Permission denied") || message.contains("Read-only") || message.contains("No space left")
                || message.contains("failed to map segment") || message.contains("Could not create the cache")) {
            return "Native libraries are unpacked before they load: give -Dorg.bytedeco.javacpp.cachedir=<a writable folder with 1 GB that allows "
                    + "execution>.";
        }
        return "If it persists, -Dlibrate.kernels=nd4j or =onednn chooses the other kernels.";
    }

    private static @Nullable String platform() {
        try {
            return Loader.getPlatform();
        } catch (LinkageError | RuntimeException e) {
            return null;
        }
    }

    private static String limit(long bytes) {
        return bytes <= 0 ? "unlimited" : megabytes(bytes);
    }

    private static String megabytes(long bytes) {
        return Math.round(bytes / (double) (1 << 20)) + " MB";
    }
}
