package org.librate.augment.image;

import org.librate.augment.Applied;
import org.librate.augment.Draw;

/** A transform that moves all that a sample has: it draws where to. */
interface Moves extends ImageTransform {

    Geometry draw(Sample sample, Draw draw);

    @Override
    default Applied<Sample> apply(Sample sample, Draw draw) {
        Geometry geometry = draw(sample, draw);
        return Applied.of(sample.moved(geometry), geometry);
    }
}
