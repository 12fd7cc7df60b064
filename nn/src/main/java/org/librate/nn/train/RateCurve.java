package org.librate.nn.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.librate.core.save.Replace;

/**
 * How the loss answered to growing learning rates, as {@link RateFinder} saw it, and which rates that speaks for. Printed, it is a chart.
 *
 * <p>There is a suggestion if the loss fell clearly: by more than a fiftieth, and by more than chance makes batches differ. Else {@link #reason} says
 * what was seen instead, and what to try.
 */
public final class RateCurve {

    private static final int FEWEST = 5;
    private static final int RECENT = 3;
    private static final double CLEAR_FALL = 0.02;
    private static final double CHANCE = 4; // standard errors
    private static final int WIDTH = 64;
    private static final int HEIGHT = 10;

    private final double[] rates;
    private final double[] losses;
    private final double[] smoothed;
    private final double startingLoss;
    private final OptionalDouble suggestion;
    private final OptionalDouble safe;
    private final String reason;

    private RateCurve(double[] rates, double[] losses, double[] smoothed, double startingLoss, OptionalDouble suggestion,
            OptionalDouble safe, String reason) {
        this.rates = rates;
        this.losses = losses;
        this.smoothed = smoothed;
        this.startingLoss = startingLoss;
        this.suggestion = suggestion;
        this.safe = safe;
        this.reason = reason;
    }

    /**
     * @param losses those after the updates with these rates
     * @param planned how many rates there should have been
     * @param broke what was said when numbers were not finite any more; null if they stayed
     */
    static RateCurve of(double[] rates, double[] losses, double startingLoss, int planned, @Nullable String broke) {
        double[] all = new double[losses.length + 1];
        all[0] = startingLoss;
        System.arraycopy(losses, 0, all, 1, losses.length);
        double limit = losses.length < RECENT ? Double.POSITIVE_INFINITY : limit(all);
        double[] smoothed = smooth(losses, limit, planned);
        String ended = broke != null ? "the numbers overflowed in the update after the last of these"
                : losses.length < planned ? words("the loss diverged at %.3g", rates[rates.length - 1]) : "";
        if (losses.length < FEWEST) {
            String cause = broke != null ? broke : "The loss diverged.";
            String text = Double.isNaN(startingLoss) ? "No rate could be tried: " + cause
                    : "After " + losses.length + " updates it was over: " + cause + " Begin with a lower rate: withRange(lower, ..).";
            return new RateCurve(rates, losses, smoothed, startingLoss, OptionalDouble.empty(), OptionalDouble.empty(), text);
        }
        return judge(rates, losses, smoothed, startingLoss, planned, ended);
    }

    private static RateCurve judge(double[] rates, double[] losses, double[] smoothed, double startingLoss, int planned, String ended) {
        int n = rates.length;
        int min = 0;
        for (int i = 1; i < n; i++) {
            min = smoothed[i] < smoothed[min] ? i : min;
        }
        double level = level(startingLoss, losses, min);
        double fall = level - smoothed[min];
        OptionalDouble none = OptionalDouble.empty();
        if (fall <= Math.max(CLEAR_FALL * Math.abs(level), CHANCE * error(losses, smoothed, min, planned))) {
            return new RateCurve(rates, losses, smoothed, startingLoss, none, none, ended.isEmpty()
                    ? words("At no rate from %.3g to %.3g did the loss move clearly from %.4g. Raise the highest rate if it is low; else try "
                            + "overfitOneBatch.", rates[0], rates[n - 1], level)
                    : words("The loss did not fall clearly from %.4g at any rate from %.3g on, and then %s. Begin with a lower rate or take more "
                            + "steps; " + "if that changes nothing, try overfitOneBatch.",
                            level, rates[0], ended));
        }
        int steepest = Math.min(1, min);
        double most = Double.NEGATIVE_INFINITY;
        int half = halfWindow(planned);
        for (int i = half; i <= min && i < n - half; i++) {
            double slope = smoothed[i - half] - smoothed[i + half]; // rates are evenly spaced in their logarithm
            if (slope > most) {
                most = slope;
                steepest = i;
            }
        }
        double safe = Math.min(rates[min] / 10, rates[steepest]);
        String text = words("The loss fell fastest at %.3g, and was smallest, %.4g after %.4g, at %.3g%s.",
                rates[steepest], smoothed[min], level, rates[min],
                safe < rates[steepest] ? ", of which a tenth is safe" : "; the first of the two is safe")
                + (ended.isEmpty() ? "" : " In the end " + ended + ".")
                + (min == n - 1 && ended.isEmpty() ? " It was still falling at the highest rate: raise that for the whole picture." : "");
        return new RateCurve(rates, losses, smoothed, startingLoss, OptionalDouble.of(rates[steepest]), OptionalDouble.of(safe), text);
    }

    /** Whether the latest losses are above twice where they began, or further above it than they ever were below. */
    static boolean isDiverged(List<Double> losses) {
        if (losses.size() < FEWEST + RECENT) {
            return false;
        }
        double[] all = losses.stream().mapToDouble(Double::doubleValue).toArray();
        return mean(all, all.length - RECENT, all.length) > limit(all);
    }

    private static double limit(double[] losses) {
        double start = mean(losses, 0, RECENT);
        double best = start;
        for (int i = 1; i + RECENT <= losses.length; i++) {
            best = Math.min(best, mean(losses, i, i + RECENT));
        }
        return start + Math.max(Math.abs(start), start - best);
    }

    /** Where the loss was while rates were too small to matter. */
    private static double level(double startingLoss, double[] losses, int min) {
        int of = Math.min(Math.max(RECENT, losses.length / 10), Math.max(1, min));
        return (startingLoss + mean(losses, 0, of) * of) / (of + 1);
    }

    private static int halfWindow(int planned) {
        return Math.max(1, planned / 25);
    }

    /** Centred means, so that nothing is shifted to higher rates; a loss that exploded counts as much as the limit, so as not to hide the rest. */
    private static double[] smooth(double[] losses, double limit, int planned) {
        double[] capped = Arrays.stream(losses).map(loss -> Math.min(loss, limit)).toArray();
        double[] smoothed = new double[losses.length];
        for (int i = 0; i < losses.length; i++) {
            int half = Math.min(halfWindow(planned), losses.length - 1 - i); // where it ends it changes fast, where it begins it does not
            smoothed[i] = mean(capped, Math.max(0, i - half), i + half + 1);
        }
        return smoothed;
    }

    /** By how much a smoothed loss may be off by chance. */
    private static double error(double[] losses, double[] smoothed, int until, int planned) {
        double squares = 0;
        for (int i = 0; i <= until; i++) {
            squares += (losses[i] - smoothed[i]) * (losses[i] - smoothed[i]);
        }
        return Math.sqrt(squares / (until + 1) / (2 * halfWindow(planned) + 1));
    }

    private static double mean(double[] values, int from, int end) {
        double sum = 0;
        for (int i = from; i < end; i++) {
            sum += values[i];
        }
        return sum / (end - from);
    }

    /** The rates that were tried, rising. */
    public double[] rates() {
        return rates.clone();
    }

    /** The loss after the update with each rate: that of the next batch. */
    public double[] losses() {
        return losses.clone();
    }

    /** The losses as means with their neighbours. */
    public double[] smoothed() {
        return smoothed.clone();
    }

    /** The loss before the first update. */
    public double startingLoss() {
        return startingLoss;
    }

    /** The rate at which the loss fell fastest; empty if it did not fall clearly. */
    public OptionalDouble suggestion() {
        return suggestion;
    }

    /** A tenth of the rate with the smallest loss, and at most the suggestion: slower, far from breaking. Empty if the loss did not fall clearly. */
    public OptionalDouble safe() {
        return safe;
    }

    /** What was seen, in words. */
    public String reason() {
        return reason;
    }

    /** The curve as a table with columns rate, loss and smoothed. */
    public String csv() {
        StringBuilder text = new StringBuilder("rate,loss,smoothed\n");
        for (int i = 0; i < rates.length; i++) {
            text.append(rates[i]).append(',').append(losses[i]).append(',').append(smoothed[i]).append('\n');
        }
        return text.toString();
    }

    /** Writes {@link #csv} to a file, which is replaced as a whole. */
    public void writeCsv(Path file) {
        try {
            Replace.file(file, out -> out.write(csv().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("RateCurve: cannot write " + file + ".", e);
        }
    }

    // ---- the chart ----

    /** A chart of the smoothed loss by the logarithm of the rate, and the reason. */
    @Override
    public String toString() {
        return rates.length < FEWEST ? reason : chart() + reason;
    }

    private String chart() {
        int columns = Math.min(WIDTH, rates.length);
        double low = Arrays.stream(smoothed).min().orElse(0);
        double high = highest(low);
        char[][] cells = new char[HEIGHT][columns];
        for (char[] row : cells) {
            Arrays.fill(row, ' ');
        }
        for (int c = 0; c < columns; c++) {
            double value = mean(smoothed, c * rates.length / columns, (c + 1) * rates.length / columns);
            double share = high > low ? Math.max(0, high - value) / (high - low) : 0.5;
            cells[(int) Math.round(share * (HEIGHT - 1))][c] = '*';
        }
        StringBuilder text = new StringBuilder("loss by learning rate\n");
        for (int r = 0; r < HEIGHT; r++) {
            String label = r == 0 ? words("%.4g", high) : r == HEIGHT - 1 ? words("%.4g", low) : "";
            text.append(String.format(Locale.ROOT, "%10s |%s", label, new String(cells[r])).stripTrailing()).append('\n');
        }
        char[] axis = new char[columns];
        Arrays.fill(axis, '-');
        safe.ifPresent(rate -> axis[column(rate, columns)] = 's');
        suggestion.ifPresent(rate -> axis[column(rate, columns)] = '^');
        String first = words("%.3g", rates[0]);
        String last = words("%.3g", rates[rates.length - 1]);
        text.append(" ".repeat(11)).append('+').append(axis).append('\n');
        text.append(" ".repeat(12)).append(first).append(" ".repeat(Math.max(1, columns - first.length() - last.length()))).append(last).append('\n');
        suggestion.ifPresent(rate -> text.append(words("suggestion (^) %.3g, safe (s) %.3g\n", rate, safe.orElse(rate))));
        return text.toString();
    }

    /** The highest loss up to the lowest, so that what diverged does not press all else together; of all if they only rise. */
    private double highest(double low) {
        double high = low;
        for (double loss : smoothed) {
            if (loss == low && high > low) {
                return high;
            }
            high = Math.max(high, loss);
        }
        return high;
    }

    /** The column of a rate; the nearest on the chart. */
    private int column(double rate, int columns) {
        double share = Math.log(rate / rates[0]) / Math.log(rates[rates.length - 1] / rates[0]);
        return (int) Math.max(0, Math.min(columns - 1, Math.round(share * (columns - 1))));
    }

    private static String words(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
