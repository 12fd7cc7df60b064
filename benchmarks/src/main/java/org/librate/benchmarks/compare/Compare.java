package org.librate.benchmarks.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code benchmarks/compare kernels}: our times against the peers', in one run. PyTorch comes from the Python environment that the variable
 * {@code LIBRATE_PEERS} names, Deeplearning4j from {@code peers/dl4j}, which the script builds if {@code LIBRATE_DL4J} is set; without them only our
 * own times are measured.
 */
public final class Compare {

    private static final long PAUSE_MILLIS = 50;
    private static final int MOST_ROUNDS_ALONE = 3;

    private Compare() {
    }

    public static void main(String[] args) {
        boolean well = false;
        try {
            Options options = Options.of(args);
            well = run(options, Comparisons.named(options.comparison())); // a wrong name is told before anything starts
        } catch (IllegalArgumentException | SideFailure e) {
            System.err.println(e.getMessage());
        }
        System.exit(well ? 0 : 1);
    }

    private static boolean run(Options options, Comparisons comparison) {
        System.out.println("# " + About.machine());
        Map<String, Side> peers = new LinkedHashMap<>();
        try (Side ours = ours(options)) {
            peers.put("peer", peer(options, System.getenv("LIBRATE_PEERS")));
            if (comparison.isAlone()) {
                int rounds = Math.min(options.rounds(), MOST_ROUNDS_ALONE);
                return new AloneComparison(ours, peers.get("peer"), rounds, comparison.unit()).run(options.only(), System.out::println);
            }
            if (comparison.isWithDl4j()) {
                peers.put("deeplearning4j", dl4j(options, folder().resolve("dl4j").resolve("target")));
            }
            return new Comparison(ours, peers, options.rounds(), comparison.unit(), Compare::pause).run(options.only(), System.out::println);
        } finally {
            peers.values().forEach(Side::close);
        }
    }

    private static Side ours(Options options) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        if (Comparisons.named(options.comparison()).isAlone()) {
            // a collection that was asked for gives back what is free
            command.addAll(List.of("-Xmx2g", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10"));
        } else {
            command.add("-Xmx3g");
        }
        if (Runtime.version().feature() >= 24) {
            command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        command.addAll(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", System.getProperty("java.class.path"),
                Serve.class.getName(), options.comparison(), String.valueOf(options.threads())));
        return ProcessSide.start("our side", command, environment(options));
    }

    /** The peer, if its environment is there and has it. */
    static Side peer(Options options, @Nullable String folder) {
        if (folder == null || folder.isBlank()) {
            return new AbsentSide("LIBRATE_PEERS is not set");
        }
        Path python = Path.of(folder, "bin", "python");
        if (!Files.isExecutable(python)) {
            return new AbsentSide("LIBRATE_PEERS has no bin/python");
        }
        Path script = folder().resolve(options.comparison() + ".py");
        return ProcessSide.start("the peer", List.of(python.toString(), script.toString(), String.valueOf(options.threads())), environment(options));
    }

    /** Deeplearning4j, if it was built. */
    static Side dl4j(Options options, Path target) {
        Path classPath = target.resolve("classpath");
        if (!Files.isRegularFile(classPath)) {
            return new AbsentSide("it is not built: set LIBRATE_DL4J=1");
        }
        try {
            String jars = target.resolve("classes") + File.pathSeparator + Files.readString(classPath).strip();
            return ProcessSide.start("Deeplearning4j", List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx3g",
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", jars, "Dl4jSide", String.valueOf(options.threads())),
                    environment(options));
        } catch (IOException e) {
            throw new SideFailure("Deeplearning4j's class path cannot be read: " + e.getMessage());
        }
    }

    private static Path folder() {
        return Path.of(System.getProperty("librate.peers", "benchmarks/peers"));
    }

    /** Threads are told to a side before it loads its libraries, and again by the library's own call. Files are shared by the sides of one run. */
    private static Map<String, String> environment(Options options) {
        return Map.of("OMP_NUM_THREADS", String.valueOf(options.threads()), "PYTHONDONTWRITEBYTECODE", "1",
                "LIBRATE_SHARED_FILES", Path.of(System.getProperty("java.io.tmpdir"), "librate-benchmarks-" + ProcessHandle.current().pid())
                .toString());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SideFailure("interrupted");
        }
    }
}
