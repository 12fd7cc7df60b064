package org.librate.augment.image;

import java.util.List;
import org.librate.augment.Change;

/** Changes in order that one transform has drawn. */
record Several(String name, List<Change> changes) implements Change {

    Several {
        changes = List.copyOf(changes);
    }

    /** As in {@code RandAugment[Rotate[9.0], Equalize]}. */
    @Override
    public String toString() {
        return name + changes;
    }
}
