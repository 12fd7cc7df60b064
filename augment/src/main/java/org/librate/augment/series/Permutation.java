package org.librate.augment.series;

import java.util.Arrays;
import org.librate.augment.Applied;
import org.librate.augment.Draw;
import org.librate.core.Check;

/** The series cut into parts of about the same length, which change places. */
public record Permutation(int parts) implements SeriesTransform {

    public Permutation {
        Check.positive("Permutation", "parts", parts);
    }

    public static Permutation of(int parts) {
        return new Permutation(parts);
    }

    @Override
    public Applied<Series> apply(Series series, Draw draw) {
        int count = Math.min(parts, series.time());
        int[] order = draw.choice(count, count);
        double[] places = new double[series.time()];
        int at = 0;
        for (int part : order) {
            for (int t = part * series.time() / count; t < (part + 1) * series.time() / count; t++) {
                places[at++] = t;
            }
        }
        return Applied.of(series.at(places), new Drawn("Permutation" + Arrays.toString(order)));
    }

    @Override
    public String toString() {
        return "Permutation[" + parts + "]";
    }
}
