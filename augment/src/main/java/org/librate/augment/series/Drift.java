package org.librate.augment.series;

import org.librate.augment.Applied;
import org.librate.augment.Draw;
import org.librate.core.Check;

/** Each feature slowly leaves its value, as sensors do: a smooth curve that begins at 0 and goes no further than {@code most} is added. */
public record Drift(double most, int knots) implements SeriesTransform {

    public Drift {
        Check.notNegative("Drift", "most", most);
        Check.require(knots >= 2, "Drift", "needs at least 2 knots", knots);
    }

    /** Through six knots. */
    public static Drift of(double most) {
        return new Drift(most, 6);
    }

    public Drift withKnots(int count) {
        return new Drift(most, count);
    }

    @Override
    public Applied<Series> apply(Series series, Draw draw) {
        float[] values = series.values().clone();
        for (int f = 0; f < series.features(); f++) {
            double[] walk = new double[knots];
            for (int i = 1; i < knots; i++) {
                walk[i] = walk[i - 1] + draw.normal();
            }
            double[] curve = Curves.spline(walk, series.time());
            double far = 1e-12;
            for (double value : curve) {
                far = Math.max(far, Math.abs(value));
            }
            double scale = draw.uniform(0, most) / far;
            for (int t = 0; t < series.time(); t++) {
                values[t * series.features() + f] += (float) (scale * curve[t]);
            }
        }
        return Applied.of(series.withValues(values), new Drawn(toString()));
    }

    @Override
    public String toString() {
        return "Drift[" + most + ", knots=" + knots + "]";
    }
}
