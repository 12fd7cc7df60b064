package org.librate.augment.series;

import java.util.Arrays;
import org.librate.augment.Applied;
import org.librate.augment.Draw;
import org.librate.core.Check;

/** Each feature times a factor of its own, the same at all times. */
public record Scaling(double deviation) implements SeriesTransform {

    public Scaling {
        Check.notNegative("Scaling", "deviation", deviation);
    }

    /** Factors around 1 with this deviation. */
    public static Scaling of(double deviation) {
        return new Scaling(deviation);
    }

    @Override
    public Applied<Series> apply(Series series, Draw draw) {
        float[] factors = new float[series.features()];
        for (int f = 0; f < factors.length; f++) {
            factors[f] = (float) (1 + deviation * draw.normal());
        }
        float[] values = series.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factors[i % factors.length];
        }
        return Applied.of(series.withValues(values), new Drawn("Scaling" + Arrays.toString(factors)));
    }

    @Override
    public String toString() {
        return "Scaling[" + deviation + "]";
    }
}
