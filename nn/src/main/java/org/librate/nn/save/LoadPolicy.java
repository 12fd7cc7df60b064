package org.librate.nn.save;

/** What to do when a file and a network do not hold the same names and shapes. */
public enum LoadPolicy {
    /** All names, all shapes, nothing else: anything that differs is an error, and the network stays as it was. */
    EXACT,
    /** Load what has name and shape in common, and say in {@link Loaded} what was left: for a network with a new head. */
    WHAT_FITS
}
