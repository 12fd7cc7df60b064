package org.librate.augment.image;

/** What a pixel of three bytes becomes, whatever is around it: for one pixel, which defines it, and the same for many at once. */
interface PixelStep {

    /** One pixel, red in the lowest byte. */
    int of(int pixel);

    /** So many pixels of a block. */
    void apply(PixelBlock block, int count);
}
