package org.librate.augment.image;

import org.librate.augment.Change;

/** Where each place of an image goes. Points and pixels of a sample follow the same one. */
interface Geometry extends Change {

    /** The size of the image that comes out. */
    int height();

    int width();

    /** Moves points from the image to where they come out: x, y, x, y, … in place. */
    void forward(double[] points);

    /** Pixels, moved. Masks keep their values unmixed. */
    Image move(Image image, Layer.Kind kind);

    /** Whether a straight line may come out bent. */
    default boolean bends() {
        return false;
    }

    /** Whether left becomes right, as in a mirror. */
    boolean mirrors();

    /** The way back, to an image of the first one's size. What was cut off stays away. */
    Geometry inverse();
}
