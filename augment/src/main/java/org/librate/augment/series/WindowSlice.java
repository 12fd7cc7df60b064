package org.librate.augment.series;

import java.util.Locale;
import org.librate.augment.Applied;
import org.librate.augment.Draw;
import org.librate.core.Check;

/** A part of the series, stretched to the length of all. */
public record WindowSlice(double part) implements SeriesTransform {

    public WindowSlice {
        Check.require(part > 0 && part <= 1, "WindowSlice", "the part must be in (0, 1]", part);
    }

    public static WindowSlice of(double part) {
        return new WindowSlice(part);
    }

    @Override
    public Applied<Series> apply(Series series, Draw draw) {
        double length = part * (series.time() - 1);
        double begin = draw.uniform(0, 1) * (series.time() - 1 - length);
        double[] places = new double[series.time()];
        for (int t = 0; t < places.length; t++) {
            places[t] = begin + (places.length == 1 ? 0 : length * t / (places.length - 1));
        }
        return Applied.of(series.at(places), new Drawn(String.format(Locale.ROOT, "WindowSlice[%.1f to %.1f]", begin, begin + length)));
    }

    @Override
    public String toString() {
        return "WindowSlice[" + part + "]";
    }
}
