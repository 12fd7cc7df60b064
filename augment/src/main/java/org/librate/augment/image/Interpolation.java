package org.librate.augment.image;

/** How a value between pixels is found. Masks always take the nearest pixel. */
public enum Interpolation {
    /** The pixel that covers the place. */
    NEAREST,
    /** From the 2 × 2 pixels around. */
    BILINEAR,
    /** From the 4 × 4 pixels around (Keys 1981, a = −0.5): sharper. */
    BICUBIC,
    /** The mean of all pixels under one that comes out: for making images smaller. Where an image is turned or bent it means {@link #BILINEAR}. */
    AREA
}
