package org.librate.augment.series;

import org.librate.augment.Applied;
import org.librate.augment.Draw;
import org.librate.core.Check;

/** Each feature times a smooth curve around 1. */
public record MagnitudeWarp(double deviation, int knots) implements SeriesTransform {

    public MagnitudeWarp {
        Check.notNegative("MagnitudeWarp", "deviation", deviation);
        Check.require(knots >= 2, "MagnitudeWarp", "needs at least 2 knots", knots);
    }

    /** With six knots. */
    public static MagnitudeWarp of(double deviation) {
        return new MagnitudeWarp(deviation, 6);
    }

    /** Through how many random values the curve goes. */
    public MagnitudeWarp withKnots(int count) {
        return new MagnitudeWarp(deviation, count);
    }

    @Override
    public Applied<Series> apply(Series series, Draw draw) {
        float[] values = series.values().clone();
        for (int f = 0; f < series.features(); f++) {
            double[] curve = Curves.aroundOne(series.time(), knots, deviation, draw);
            for (int t = 0; t < series.time(); t++) {
                values[t * series.features() + f] *= (float) curve[t];
            }
        }
        return Applied.of(series.withValues(values), new Drawn(toString()));
    }

    @Override
    public String toString() {
        return "MagnitudeWarp[" + deviation + ", knots=" + knots + "]";
    }
}
