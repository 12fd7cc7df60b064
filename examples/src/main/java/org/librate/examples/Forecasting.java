package org.librate.examples;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.SlidingWindows;
import org.librate.core.data.Split;
import org.librate.core.data.SplitRule;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.nn.LayerSpec;
import org.librate.nn.model.LstmForecaster;
import org.librate.nn.model.Tcn;
import org.librate.nn.optim.Adam;
import org.librate.nn.schedule.Cosine;
import org.librate.nn.train.Regressor;
import org.librate.nn.train.Trainer;

/**
 * What comes next in a series: an LSTM and a temporal convolution network against the two forecasts that need no learning, the last value and the
 * value one season ago. Once for a sine with noise, and once for a season of two waves with a trend, a slower wave and noise. The series is split in
 * time: what is forecast at the end was never seen. Argument: how many seeds, 1 unless said.
 */
public final class Forecasting {

    private static final int SEASON = 24;
    private static final int LENGTH = 48;
    private static final int STEPS = 3_000;
    private static final double NOISE = 0.1;

    private Forecasting() {
    }

    public static void main(String[] arguments) {
        int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1;
        RandomStream noise = RandomSource.of(5).at(0);
        compare("a sine", series(noise, t -> Math.sin(2 * Math.PI * t / SEASON)), seeds);
        compare("a season with a trend", series(noise, t -> 0.0005 * t + Math.sin(2 * Math.PI * t / SEASON) + 0.5 * Math.sin(4 * Math.PI * t / SEASON)
                + 0.8 * Math.sin(2 * Math.PI * t / 173)), seeds);
    }

    private static void compare(String what, float[] series, int seeds) {
        // the scale is of the part to learn from
        float[] known = Arrays.copyOf(series, series.length * 7 / 10);
        double mean = Tensor.of(known).mean().item();
        double deviation = Tensor.of(known).std().item();
        float[] scaled = Tensor.of(series).sub(mean).div(deviation).toArray();
        Split windows = SlidingWindows.of(scaled).withLength(LENGTH).split(SplitRule.chronological(0.7, 0.15, 0.15));

        System.out.println("Mean absolute error, one step ahead, on the last part of " + what + " (" + windows.test().size() + " steps):");
        // the windows of the test part are the last ones: what they forecast are the last steps
        int first = series.length - windows.test().size();
        double last = 0;
        double season = 0;
        for (int t = first; t < series.length; t++) {
            last += Math.abs(series[t] - series[t - 1]) / (series.length - first);
            season += Math.abs(series[t] - series[t - SEASON]) / (series.length - first);
        }
        print("last value", last);
        print("one season ago", season);
        for (int seed = 1; seed <= seeds; seed++) {
            print("LSTM", error(LstmForecaster.of(1).withUnits(24), windows, scaled, first, seed) * deviation);
            print("TCN", error(Tcn.of(1).withChannels(12).withBlocks(4), windows, scaled, first, seed) * deviation);
        }
    }

    private static void print(String name, double error) {
        System.out.printf(Locale.ROOT, "%-15s %.4f%n", name, error);
    }

    private static double error(LayerSpec net, Split windows, float[] series, int first, long seed) {
        Regressor model = Trainer.regressor(net).optimizer(Adam.of(5e-3)).schedule(Cosine.overEpochs(12)).clipGradients(1.0)
                .epochs(12).batchSize(32).seed(seed).fit(windows.train(), windows.validation());
        int count = series.length - first;
        float[] inputs = new float[count * LENGTH];
        for (int i = 0; i < count; i++) {
            System.arraycopy(series, first + i - LENGTH, inputs, i * LENGTH, LENGTH);
        }
        float[] forecasts = model.predict(Tensor.of(Shape.of(count, LENGTH, 1), inputs)).toArray();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Math.abs(forecasts[i] - series[first + i]);
        }
        return sum / count;
    }

    private static float[] series(RandomStream random, DoubleUnaryOperator truth) {
        float[] series = new float[STEPS];
        for (int t = 0; t < STEPS; t++) {
            series[t] = (float) (truth.applyAsDouble(t) + random.normal(t, 0, NOISE));
        }
        return series;
    }
}
