package org.librate.augment.image;

/**
 * Pixels that move with the sample's image.
 *
 * @param kind how they are treated
 */
record Layer(Kind kind, Image image) {

    enum Kind {
        /** Another image: all transforms change it as they change the first. */
        IMAGE,
        /** A class for each pixel: it moves, and its values are never mixed. */
        MASK,
        /** A number for each pixel: it moves. */
        HEATMAP
    }
}
