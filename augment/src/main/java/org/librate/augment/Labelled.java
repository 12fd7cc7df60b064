package org.librate.augment;

/** Something that has a class. */
public interface Labelled {

    /** The class number; −1 if it has none. */
    int label();
}
