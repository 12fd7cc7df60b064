package org.librate.benchmarks.compare;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.librate.benchmarks.Case;
import org.librate.benchmarks.kernels.KernelCases;

/**
 * The comparisons there are, by name. A new one is a line here, its cases in Java, and the peer's under the same names in
 * {@code peers/<name>.py}.
 */
final class Comparisons {

    private static final Map<String, Supplier<Map<String, Case>>> ALL = new TreeMap<>(Map.of(
            "kernels", KernelCases::all));

    private Comparisons() {
    }

    static Map<String, Case> cases(String comparison) {
        Supplier<Map<String, Case>> cases = ALL.get(comparison);
        if (cases == null) {
            throw new IllegalArgumentException("compare: there is no comparison \"" + comparison + "\". There are " + new TreeSet<>(ALL.keySet()) + ".");
        }
        return cases.get();
    }
}
