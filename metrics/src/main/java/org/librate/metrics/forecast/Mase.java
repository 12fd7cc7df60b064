package org.librate.metrics.forecast;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;
import org.librate.metrics.internal.ElementTally;

/**
 * The mean absolute error of forecasts, divided by that of {@link SeasonalNaive} within the history: below 1 is better than naive. It has no unit, so
 * series can be compared (Hyndman and Koehler 2006).
 *
 * <pre>{@code
 * Mase.of(history, 24)      // hourly values with a day's rhythm
 * }</pre>
 *
 * @param scales what each series' errors are divided by; one for all, or one for each column of the forecasts
 */
public record Mase(List<Double> scales) implements Metric {

    private static final String NAME = "Mase";

    public Mase {
        scales = List.copyOf(scales);
        scales.forEach(scale -> Check.require(scale > 0 && scale < Double.POSITIVE_INFINITY, NAME, "the history's naive error must be > 0 and finite",
                scale,
                "A history that repeats itself exactly gives no scale: use another season."));
    }

    /** For forecasts of what follows a history {@code [time]} or {@code [time, series]} with a season of that many steps. */
    public static Mase of(Tensor history, int season) {
        return new Mase(Arrays.stream(SeasonalNaive.of(season).errors(history, 1)).boxed().toList());
    }

    @Override
    public String name() {
        return "mase";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Tally start() {
        return new ElementTally(this, (given, wanted) -> Math.abs(given - wanted), (column, mean) -> mean / scales.get(column(column)));
    }

    private int column(int column) {
        Check.require(scales.size() == 1 || column < scales.size(), NAME, "has scales of " + scales.size() + " series", "a column " + column);
        return scales.size() == 1 ? 0 : column;
    }
}
