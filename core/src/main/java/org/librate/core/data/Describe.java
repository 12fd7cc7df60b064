package org.librate.core.data;

import java.util.stream.Collectors;

/** How datasets print. */
final class Describe {

    private Describe() {
    }

    static String dataset(String kind, Dataset data) {
        return data.fields().stream().map(Field::toString).collect(Collectors.joining(", ", kind + "[" + data.size() + " rows, ", "]"));
    }
}
