package org.librate.augment.image;

import org.librate.augment.Applied;
import org.librate.augment.Draw;
import org.librate.augment.Transform;

/** A change of an image with all that belongs to it. */
public interface ImageTransform extends Transform<Sample> {

    @Override
    Applied<Sample> apply(Sample sample, Draw draw);
}
