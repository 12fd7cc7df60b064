package org.librate.architecture;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which module may depend on which. A new module is added here before its first build passes; when a sibling needs a sibling,
 * move the contract down instead of adding an arrow.
 */
final class Arrows {

    /** Depends on whatever it likes, and nothing depends on it but the last module, which looks at all others. */
    private static final Set<String> ON_TOP = Set.of("examples", "benchmarks", "architecture");
    private static final String LAST = "architecture";

    private static final Map<String, Set<String>> ALLOWED = Map.of(
            "core", Set.of(),
            "metrics", Set.of("core"),
            "nn", Set.of("core"),
            "imbalance", Set.of("core", "nn", "metrics", "tuning"),
            "augment", Set.of("core"),
            "tuning", Set.of("core", "nn", "metrics"));

    private Arrows() {
    }

    /** The modules, out of those given, that {@code from} must not depend on. */
    static Set<String> forbidden(String from, Set<String> modules) {
        Set<String> forbidden = new TreeSet<>(modules);
        forbidden.remove(from);
        if (from.equals(LAST)) {
            return new TreeSet<>();
        }
        if (ON_TOP.contains(from)) {
            forbidden.retainAll(ON_TOP);
            return forbidden;
        }
        Set<String> allowed = ALLOWED.get(from);
        if (allowed == null) {
            throw new AssertionError("Module \"" + from + "\" has no place in the house yet. Say in " + Arrows.class.getName()
                    + " what it may depend on.");
        }
        forbidden.removeAll(allowed);
        return forbidden;
    }
}
