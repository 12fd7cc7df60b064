package org.librate.augment.series;

import java.util.Locale;
import org.librate.augment.Applied;
import org.librate.augment.Draw;
import org.librate.core.Check;

/** A part of the series runs at another speed, half or double unless said otherwise; all of it then gets its old length again. */
public record WindowWarp(double part, double slow, double fast) implements SeriesTransform {

    public WindowWarp {
        Check.require(part > 0 && part <= 1, "WindowWarp", "the part must be in (0, 1]", part);
        Check.positive("WindowWarp", "slow", slow);
        Check.positive("WindowWarp", "fast", fast);
    }

    public static WindowWarp of(double part) {
        return new WindowWarp(part, 0.5, 2);
    }

    /** Two speeds, of which one is drawn. */
    public WindowWarp withSpeeds(double one, double other) {
        return new WindowWarp(part, one, other);
    }

    @Override
    public Applied<Series> apply(Series series, Draw draw) {
        double speed = draw.chance(0.5) ? slow : fast;
        int length = (int) Math.max(1, Math.round(part * series.time()));
        int begin = draw.integer(0, series.time() - length + 1);
        double[] places = new double[series.time()];
        // how long each step lasts in the new time; then back from evenly spread new times to old ones
        double[] ends = new double[series.time()];
        for (int t = 1; t < ends.length; t++) {
            ends[t] = ends[t - 1] + (t > begin && t <= begin + length ? 1 / speed : 1);
        }
        int at = 0;
        for (int t = 0; t < places.length; t++) {
            double wanted = places.length == 1 ? 0 : ends[ends.length - 1] * t / (places.length - 1);
            while (at < ends.length - 2 && ends[at + 1] < wanted) {
                at++;
            }
            places[t] = ends.length == 1 ? 0 : at + (wanted - ends[at]) / (ends[at + 1] - ends[at]);
        }
        return Applied.of(series.at(places), new Drawn(
                String.format(Locale.ROOT, "WindowWarp[from %d, %d steps at speed %.2f]", begin, length, speed)));
    }

    @Override
    public String toString() {
        return "WindowWarp[" + part + ", speeds=" + slow + ", " + fast + "]";
    }
}
