package org.librate.nn.save;

import java.util.Collection;
import java.util.stream.Collectors;

/** Many names in one message: the first ones, and how many more there are. */
final class Listing {

    private static final int SHOWN = 20;

    private Listing() {
    }

    static String of(Collection<String> names) {
        String first = names.stream().limit(SHOWN).map(Header::shown).collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : first + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : "");
    }
}
