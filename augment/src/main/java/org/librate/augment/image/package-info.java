/**
 * Images, and all that belongs to them. Coordinates are those of a plane: the pixel in row i and column j covers {@code [j, j + 1) × [i, i + 1)}, its
 * middle is {@code (j + 0.5, i + 0.5)}, and an image of width w ends at {@code x = w}. So an image that is mirrored takes x to w − x, and one that is
 * made twice as large takes x to 2x.
 */
@NullMarked
package org.librate.augment.image;

import org.jspecify.annotations.NullMarked;
