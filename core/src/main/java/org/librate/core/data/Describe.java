package org.librate.core.data;

import java.util.stream.Collectors;

/** How datasets print. */
final class Describe {

    private Describe() {
    }

    /** A function as it prints; the name of a lambda says nothing, and differs from run to run. */
    static String function(Object function) {
        String text = function.toString();
        return text.contains("$$Lambda") ? "a lambda" : text;
    }

    static String dataset(String kind, Dataset data) {
        return data.fields().stream().map(Field::toString).collect(Collectors.joining(", ", kind + "[" + data.size() + " rows, ", "]"));
    }
}
