package org.librate.augment.series;

import java.util.ArrayList;
import java.util.List;
import org.librate.augment.Applied;
import org.librate.augment.Draw;
import org.librate.core.Check;

/**
 * Spans of time and bands of neighbouring features become the mean of all values (Park et al. 2019): for spectrograms, whose features are
 * frequencies.
 *
 * @param longest of a span of time, in steps
 * @param widest  of a band, in features
 */
public record SpectrogramMask(int spans, int longest, int bands, int widest) implements SeriesTransform {

    public SpectrogramMask {
        Check.require(spans >= 0 && longest >= 0 && bands >= 0 && widest >= 0, "SpectrogramMask", "numbers and sizes must be >= 0",
                spans + ", " + longest + ", " + bands + ", " + widest);
    }

    /** One span and one band, each up to so long. */
    public static SpectrogramMask of(int longest, int widest) {
        return new SpectrogramMask(1, longest, 1, widest);
    }

    public SpectrogramMask withSpans(int count) {
        return new SpectrogramMask(count, longest, bands, widest);
    }

    public SpectrogramMask withBands(int count) {
        return new SpectrogramMask(spans, longest, count, widest);
    }

    @Override
    public Applied<Series> apply(Series series, Draw draw) {
        float[] values = series.values().clone();
        double mean = 0;
        for (float value : values) {
            mean += value / values.length;
        }
        List<String> text = new ArrayList<>();
        for (int i = 0; i < spans + bands; i++) {
            boolean time = i < spans;
            int size = time ? series.time() : series.features();
            int length = draw.integer(0, Math.min(size, time ? longest : widest) + 1);
            int begin = draw.integer(0, size - length + 1);
            text.add((time ? "time " : "band ") + begin + " to " + (begin + length));
            for (int k = 0; k < values.length; k++) {
                int place = time ? k / series.features() : k % series.features();
                if (place >= begin && place < begin + length) {
                    values[k] = (float) mean;
                }
            }
        }
        return Applied.of(series.withValues(values), new Drawn("SpectrogramMask" + text));
    }

    @Override
    public String toString() {
        return "SpectrogramMask[spans=" + spans + ", longest=" + longest + ", bands=" + bands + ", widest=" + widest + "]";
    }
}
