package org.librate.core.table;

import org.librate.core.Check;

/** What a column may be called. */
final class Names {

    private Names() {
    }

    static String check(String name) {
        Check.require(!name.isBlank(), "Column", "a name must not be blank", "\"" + name + "\"");
        return name;
    }
}
