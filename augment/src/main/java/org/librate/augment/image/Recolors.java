package org.librate.augment.image;

import org.librate.augment.Applied;
import org.librate.augment.Draw;

/** A transform that changes pixels where they are: it draws how. Masks, boxes and points stay as they are. */
interface Recolors extends ImageTransform {

    Recolor draw(Sample sample, Draw draw);

    @Override
    default Applied<Sample> apply(Sample sample, Draw draw) {
        Recolor recolor = draw(sample, draw);
        return Applied.of(sample.recolored(recolor::apply), recolor);
    }
}
