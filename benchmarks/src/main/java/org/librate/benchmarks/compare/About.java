package org.librate.benchmarks.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.librate.core.kernel.KernelSets;
import org.librate.core.kernel.Width;

/** What the numbers depend on, in words. */
final class About {

    private static final Set<String> TELLING_FLAGS =
            Set.of("avx", "avx2", "fma", "avx512f", "avx512bw", "avx512_vnni", "avx512_bf16", "avx512_fp16", "amx_bf16", "amx_tile", "asimd", "sve");

    private About() {
    }

    /** Our side: kernels, versions, threads. */
    static String us() {
        return "Librate, kernels " + KernelSets.preferred().name() + " (" + KernelSets.why() + "), oneDNN preset " + version("dnnl") + ", ND4J "
                + version("nd4j-api") + ", JDK " + System.getProperty("java.version") + ", " + Width.limit() + " threads";
    }

    /** The version in the name of a jar on the class path; jars of natives repeat it and add to it. */
    private static String version(String artifact) {
        Pattern jar = Pattern.compile(Pattern.quote(artifact) + "-(\\d.*)\\.jar");
        return Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .map(path -> jar.matcher(new File(path).getName()))
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .min(Comparator.comparingInt(String::length)).orElse("unknown");
    }

    /** The machine: its processor and the vector instructions that kernels are chosen by. */
    static String machine() {
        String cores = Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name") + " " + System.getProperty("os.arch");
        try {
            String text = Files.readString(Path.of("/proc/cpuinfo"));
            Set<String> flags = new TreeSet<>(List.of(first(text, "(?m)^(?:flags|Features)\\s*:\\s*(.*)$").split(" ")));
            flags.retainAll(TELLING_FLAGS);
            return first(text, "(?m)^model name\\s*:\\s*(.*)$") + ", " + cores + ", " + String.join(" ", flags);
        } catch (IOException e) {
            return cores;
        }
    }

    private static String first(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).findFirst().orElse("");
    }
}
