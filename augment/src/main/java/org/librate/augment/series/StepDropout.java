package org.librate.augment.series;

import org.librate.augment.Applied;
import org.librate.augment.Draw;
import org.librate.core.Check;
import org.librate.core.random.RandomStream;

/** Single values are lost, and become {@code fill}. */
public record StepDropout(double probability, double fill) implements SeriesTransform {

    public StepDropout {
        Check.within("StepDropout", "probability", probability, 0, 1);
    }

    public static StepDropout of(double probability) {
        return new StepDropout(probability, 0);
    }

    public StepDropout withFill(double value) {
        return new StepDropout(probability, value);
    }

    @Override
    public Applied<Series> apply(Series series, Draw draw) {
        RandomStream random = draw.many();
        float[] values = series.values().clone();
        for (int i = 0; i < values.length; i++) {
            if (random.bernoulli(i, probability)) {
                values[i] = (float) fill;
            }
        }
        return Applied.of(series.withValues(values), new Drawn(toString()));
    }

    @Override
    public String toString() {
        return "StepDropout[" + probability + (fill == 0 ? "" : ", fill=" + fill) + "]";
    }
}
