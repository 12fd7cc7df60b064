package org.librate.nn.train;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How a training run went, epoch by epoch. Immutable.
 *
 * @param epochs the epochs in order
 * @param bestEpoch the number of the epoch whose weights the model has, if early stopping went back to it; else that of the last
 * @param end why it ended, in words
 */
public record History(List<EpochResult> epochs, int bestEpoch, String end) {

    public History {
        epochs = List.copyOf(epochs);
    }

    /** A history before its first epoch. */
    static History empty() {
        return new History(List.of(), 0, "");
    }

    /** The last epoch. */
    public EpochResult last() {
        if (epochs.isEmpty()) {
            throw new IllegalStateException("History: no epoch was finished.");
        }
        return epochs.get(epochs.size() - 1);
    }

    /** A column: {@code history.column(EpochResult::loss)}. */
    public double[] column(ToDoubleFunction<EpochResult> of) {
        return epochs.stream().mapToDouble(of).toArray();
    }

    /** One line for each epoch. */
    @Override
    public String toString() {
        return epochs.stream().map(History::line).collect(Collectors.joining("\n")) + (end.isEmpty() ? "" : "\n" + end);
    }

    static String line(EpochResult e) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "epoch %d  loss %.4f", e.epoch(), e.loss()));
        e.validationLoss().ifPresent(loss -> text.append(String.format(Locale.ROOT, "  validation %.4f", loss)));
        e.metrics().forEach((name, value) -> text.append(String.format(Locale.ROOT, "  %s %.4f", name, value)));
        return text.append(String.format(Locale.ROOT, "  rate %.3g  %.1f s", e.rate(), e.seconds())).toString();
    }
}
