package org.librate.metrics.forecast;

import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.metrics.internal.Inputs;

/**
 * The forecast to beat: each value is the one a season before, such as last week's same hour. A season of 1 repeats the last value.
 *
 * <pre>{@code
 * Tensor baseline = SeasonalNaive.of(24).forecast(history, 48);     // the last day, twice
 * }</pre>
 *
 * @param season how many steps a season has
 */
public record SeasonalNaive(int season) {

    private static final String NAME = "SeasonalNaive";

    public SeasonalNaive {
        Check.positive(NAME, "season", season);
    }

    public static SeasonalNaive of(int season) {
        return new SeasonalNaive(season);
    }

    /** The steps after a history {@code [time]} or {@code [time, series]}: as many rows as the horizon. */
    public Tensor forecast(Tensor history, int horizon) {
        Check.positive(NAME, "horizon", horizon);
        int time = checked(history, season);
        double[] known = Inputs.doubles(NAME, "history", history);
        int series = known.length / time;
        double[] forecast = new double[horizon * series];
        for (int i = 0; i < forecast.length; i++) {
            int step = i / series;
            forecast[i] = known[(time - season + step % season) * series + i % series];
        }
        return Tensor.of(history.rank() == 1 ? Shape.of(horizon) : Shape.of(horizon, series), forecast).cast(history.dtype());
    }

    /** The mean of a power of its own absolute errors within the history, for each series. */
    double[] errors(Tensor history, int power) {
        int time = checked(history, season + 1);
        double[] known = Inputs.doubles(NAME, "history", history);
        int series = known.length / time;
        double[] sums = new double[series];
        for (int i = season * series; i < known.length; i++) {
            sums[i % series] += Math.pow(Math.abs(known[i] - known[i - season * series]), power) / (time - season);
        }
        return sums;
    }

    private int checked(Tensor history, int least) {
        Check.require(history.rank() == 1 || history.rank() == 2, NAME, "a history must be [time] or [time, series]", history.shape());
        int time = Math.toIntExact(history.dim(0));
        Check.require(time >= least, NAME, "with season " + season + " the history needs at least " + least + " steps", time);
        return time;
    }
}
