package org.librate.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.librate.core.kernel.Diagnosis;

/**
 * A report on the process: versions, the kernels chosen and why, the processor, threads, memory limits, and for whatever failed to load
 * its cause and a way out. Print it, or ask for its parts.
 *
 * <pre>{@code
 * System.out.println(Librate.doctor());
 * }</pre>
 */
public final class Doctor {

    private static final double MEGABYTE = 1 << 20;

    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    private Doctor() {
    }

    static Doctor examine() {
        Doctor doctor = new Doctor();
        doctor.facts.put("Librate", Librate.version());
        doctor.facts.put("Java", System.getProperty("java.version") + ", " + System.getProperty("java.vm.name"));
        doctor.facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version") + ", " + System.getProperty("os.arch"));
        doctor.facts.put("Java heap", "at most " + megabytes(Runtime.getRuntime().maxMemory()) + " (-Xmx)");
        Diagnosis diagnosis = Diagnosis.make();
        doctor.facts.putAll(diagnosis.facts());
        doctor.failures.addAll(diagnosis.failures());
        return doctor;
    }

    /** Names and values, in the order they are printed. */
    public Map<String, String> facts() {
        return Collections.unmodifiableMap(facts);
    }

    /** What failed: the cause and what helps, one text each. Empty when all is well. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** Whether everything loaded and a test computation came out right. */
    public boolean isHealthy() {
        return failures.isEmpty();
    }

    private static String megabytes(long bytes) {
        return bytes == Long.MAX_VALUE ? "unlimited" : Math.round(bytes / MEGABYTE) + " MB";
    }

    @Override
    public String toString() {
        int width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder();
        facts.forEach((name, value) -> text.append(name).append(" ".repeat(width - name.length() + 2)).append(value).append(System.lineSeparator()));
        if (failures.isEmpty()) {
            return text.append("All is well.").toString();
        }
        failures.forEach(failure -> text.append("PROBLEM: ").append(failure).append(System.lineSeparator()));
        return text.toString().stripTrailing();
    }
}
