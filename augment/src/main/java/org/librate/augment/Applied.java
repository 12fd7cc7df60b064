package org.librate.augment;

import java.util.List;

/**
 * A sample as it has become, and what was done to it.
 *
 * @param changes in order; empty where nothing was drawn to happen
 */
public record Applied<S>(S sample, List<Change> changes) {

    public Applied {
        changes = List.copyOf(changes);
    }

    /** A sample as it was. */
    public static <S> Applied<S> unchanged(S sample) {
        return new Applied<>(sample, List.of());
    }

    public static <S> Applied<S> of(S sample, Change change) {
        return new Applied<>(sample, List.of(change));
    }

    /** As in {@code HorizontalFlip, Rotate[degrees=12.4]}. */
    @Override
    public String toString() {
        return changes.isEmpty() ? "unchanged" : String.join(", ", changes.stream().map(Change::toString).toList());
    }
}
