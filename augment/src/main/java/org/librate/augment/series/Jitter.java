package org.librate.augment.series;

import org.librate.augment.Applied;
import org.librate.augment.Draw;
import org.librate.core.Check;

/** A random number added to each value. */
public record Jitter(double deviation) implements SeriesTransform {

    public Jitter {
        Check.notNegative("Jitter", "deviation", deviation);
    }

    public static Jitter of(double deviation) {
        return new Jitter(deviation);
    }

    @Override
    public Applied<Series> apply(Series series, Draw draw) {
        float[] noise = draw.many().normalFloats(series.values().length);
        float[] values = series.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) deviation * noise[i];
        }
        return Applied.of(series.withValues(values), new Drawn(toString()));
    }

    @Override
    public String toString() {
        return "Jitter[" + deviation + "]";
    }
}
