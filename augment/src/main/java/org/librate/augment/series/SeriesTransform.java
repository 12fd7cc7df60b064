package org.librate.augment.series;

import org.librate.augment.Applied;
import org.librate.augment.Draw;
import org.librate.augment.Transform;

/** A change of a series with the classes of its steps. It keeps the number of steps. */
public interface SeriesTransform extends Transform<Series> {

    @Override
    Applied<Series> apply(Series series, Draw draw);
}
