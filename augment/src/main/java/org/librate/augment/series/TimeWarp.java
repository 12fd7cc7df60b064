package org.librate.augment.series;

import org.librate.augment.Applied;
import org.librate.augment.Draw;
import org.librate.core.Check;

/** Time runs faster here and slower there, smoothly; the first step and the last stay where they are. */
public record TimeWarp(double deviation, int knots) implements SeriesTransform {

    private static final double SLOWEST = 0.1;

    public TimeWarp {
        Check.notNegative("TimeWarp", "deviation", deviation);
        Check.require(knots >= 2, "TimeWarp", "needs at least 2 knots", knots);
    }

    /** Speeds around 1 with this deviation, through six knots. */
    public static TimeWarp of(double deviation) {
        return new TimeWarp(deviation, 6);
    }

    /** Through how many random speeds the curve goes. */
    public TimeWarp withKnots(int count) {
        return new TimeWarp(deviation, count);
    }

    @Override
    public Applied<Series> apply(Series series, Draw draw) {
        double[] speed = Curves.aroundOne(series.time(), knots, deviation, draw);
        double[] places = new double[series.time()];
        for (int t = 1; t < places.length; t++) {
            places[t] = places[t - 1] + Math.max(SLOWEST, speed[t]);
        }
        double end = places[places.length - 1];
        for (int t = 0; t < places.length && end > 0; t++) {
            places[t] *= (series.time() - 1) / end;
        }
        return Applied.of(series.at(places), new Drawn(toString()));
    }

    @Override
    public String toString() {
        return "TimeWarp[" + deviation + ", knots=" + knots + "]";
    }
}
