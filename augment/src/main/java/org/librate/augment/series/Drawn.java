package org.librate.augment.series;

import org.librate.augment.Change;

/** What was drawn, as text. */
record Drawn(String text) implements Change {

    @Override
    public String toString() {
        return text;
    }
}
