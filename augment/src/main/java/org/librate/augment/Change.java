package org.librate.augment;

/** What was drawn for a sample: prints the drawn values, as in {@code Rotate[degrees=12.4]}. */
public interface Change {
}
