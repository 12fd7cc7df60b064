package org.librate.metrics.interval;

import org.librate.core.Check;
import org.librate.metrics.internal.Distributions;

/**
 * An interval for a share, such as an accuracy or a recall (Wilson 1927). Unlike value ± deviation it stays within 0 and 1 and is right for few rows
 * and shares near the ends.
 *
 * <pre>{@code
 * Wilson.interval(93, 100, 0.95);       // 0.9300 [0.8625, 0.9657] at 95 %
 * }</pre>
 */
public final class Wilson {

    private Wilson() {
    }

    /** For so many hits of so many rows. */
    public static Interval interval(double hits, double rows, double level) {
        Check.positive("Wilson", "number of rows", rows);
        Check.within("Wilson", "number of hits", hits, 0, rows);
        Check.require(level > 0 && level < 1, "Wilson", "level must be in (0, 1)", level);
        double z = Distributions.normalQuantile(1 - (1 - level) / 2);
        double share = hits / rows;
        double scale = 1 + z * z / rows;
        double middle = (share + z * z / (2 * rows)) / scale;
        double half = z / scale * Math.sqrt(share * (1 - share) / rows + z * z / (4 * rows * rows));
        return new Interval(share, hits == 0 ? 0 : Math.max(0, middle - half), hits == rows ? 1 : Math.min(1, middle + half), level);
    }
}
