package org.librate.nn.train;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a history says about a training run, with the rule that fired, in words.
 *
 * <pre>{@code
 * System.out.println(Verdict.of(model.history()));
 * // overfitting: the validation loss rose by 31 % after its best, from 0.412 in epoch 6 to 0.540 in epoch 20,
 * // while the training loss fell from 0.322 to 0.118.
 * // Stop at the best epoch (EarlyStopping), or add dropout, weight decay, augmentation or data.
 * }</pre>
 *
 * <p>Rules are tried in this order: enough to judge; the validation loss rose by a tenth after its best while training went on falling; it is more
 * than twice the training loss; it was still falling by a hundredth each epoch; training hardly changed anything. Given a
 * {@link ConstantBaseline}, the first rule is whether that was ever beaten. Neither a rise nor a fall is taken from one epoch alone, nor one that is
 * no larger than those which the run has seen come and go, or than a hundredth of what the loss was in the beginning.
 *
 * @param kind in a word
 * @param rule what was seen, with its numbers
 * @param advice what to try
 */
public record Verdict(Kind kind, String rule, String advice) {

    /** How a run went. */
    public enum Kind {
        /** It learned what the data have to give, as far as the losses tell. */
        FINE,
        /** It learned its rows rather than what they have in common. */
        OVERFITTING,
        /** There was more to learn. */
        UNDERFITTING,
        /** It learned nothing of its inputs. */
        NOTHING_LEARNED,
        /** The history does not tell. */
        UNKNOWN
    }

    private static final int FEWEST_EPOCHS = 3;
    private static final double RISE = 0.10;
    private static final double GAP = 2;
    private static final double GAP_OF_START = 0.10;
    private static final double STILL_FALLING = 0.01;
    private static final double LITTLE_LEFT = 0.05;
    private static final double NOTICEABLE = 0.01;
    private static final double NOTHING_LEARNED = 0.02;
    private static final double NEVER_BEAT = 0.01;

    /** Reads a history. */
    public static Verdict of(History history) {
        int n = history.epochs().size();
        if (n < FEWEST_EPOCHS) {
            return new Verdict(Kind.UNKNOWN, "the run has " + n + " epochs, and fewer than " + FEWEST_EPOCHS + " show no trend",
                    "Train for more epochs.");
        }
        if (history.epochs().stream().anyMatch(epoch -> epoch.validationLoss().isEmpty())) {
            return new Verdict(Kind.UNKNOWN, "no validation rows, so what was learned cannot be told from what was learned by heart",
                    "Give validation rows, or set some aside with validationShare(0.1).");
        }
        double[] training = history.column(EpochResult::loss);
        double[] validation = history.column(epoch -> epoch.validationLoss().orElse(Double.NaN));
        return judge(history, training, validation);
    }

    /**
     * Reads a history beside what is reached without looking at the inputs. One rule comes before all others: at its best the loss was not below
     * that of the constant answer by more than a hundredth. It needs a single epoch.
     */
    public static Verdict of(History history, ConstantBaseline constant) {
        boolean validated = constant.validationLoss().isPresent() && history.epochs().stream().allMatch(epoch -> epoch.validationLoss().isPresent());
        double without = validated ? constant.validationLoss().getAsDouble() : constant.trainingLoss();
        double[] losses = history.column(epoch -> validated ? epoch.validationLoss().getAsDouble() : epoch.loss());
        double best = Arrays.stream(losses).min().orElse(Double.NaN);
        if (losses.length > 0 && !(best < without - NEVER_BEAT * Math.abs(without))) {
            return new Verdict(Kind.NOTHING_LEARNED, words(
                    "the %s loss never beat the constant prediction: at best %.4g, while always giving %s has %.4g",
                    validated ? "validation" : "training", best, constant.answer(), without),
                    "The inputs carry no signal, or it is lost on the way: try inputIndependentBaseline, overfitOneBatch and findRate.");
        }
        return of(history);
    }

    private static Verdict judge(History history, double[] training, double[] validation) {
        int last = training.length - 1;
        int best = 0;
        for (int i = 1; i <= last; i++) {
            best = validation[i] < validation[best] ? i : best;
        }
        double start = Math.max(Math.abs(training[0]), Math.abs(validation[0]));
        double rise = validation[last] - validation[best];
        if (isRise(validation, best, start) && training[last] < training[best]) {
            boolean back = history.bestEpoch() <= last;
            return new Verdict(Kind.OVERFITTING, words("the validation loss rose by %.0f %% after its best, from %.4g in epoch %d to %.4g in epoch "
                    + "%d, while the training loss fell from %.4g to %.4g",
                    100 * rise / Math.abs(validation[best]), validation[best], best + 1, validation[last], last + 1, training[best], training[last]),
                    back ? "The model has the weights of epoch " + history.bestEpoch()
                    + ", so this did no harm; dropout, weight decay, augmentation or data may move the best further."
                            : "Stop at the best epoch (EarlyStopping), or add dropout, weight decay, augmentation or data.");
        }
        double gap = validation[last] - training[last];
        if (validation[last] > GAP * training[last] && training[last] > 0 && gap > GAP_OF_START * training[0]) {
            return new Verdict(Kind.OVERFITTING, words("the validation loss, %.4g, is %.1f times the training loss, %.4g", validation[last],
                    validation[last] / training[last], training[last]),
                    "Add dropout, weight decay, augmentation or data, or make the network smaller; check that validation rows are like the "
                    + "training rows.");
        }
        int recent = Math.max(2, (last + 1) / 5);
        double before = Arrays.stream(validation, 0, last - recent + 1).min().orElse(Double.NaN);
        double fall = (before - validation[last]) / recent;
        boolean falling = best == last && fall > STILL_FALLING * Math.abs(validation[last])
                && before - validation[last] > recovered(validation, last / 2, last);
        if (falling && Math.abs(validation[last]) > LITTLE_LEFT * start) {
            return new Verdict(Kind.UNDERFITTING, words("the validation loss was still falling at the end, by %.1f %% an epoch over the last %d, "
                    + "to %.4g",
                    100 * fall / Math.abs(validation[last]), recent, validation[last]), "Train for more epochs, or with a larger learning rate.");
        }
        double learned = training[0] - training[last];
        if (learned < NOTHING_LEARNED * Math.abs(training[0])) {
            return new Verdict(Kind.UNDERFITTING, words("after the first epoch the training loss did not fall by more than %.0f %%: %.4g in epoch "
                    + "1, %.4g in epoch %d", 100 * NOTHING_LEARNED, training[0], training[last], last + 1),
                    "Try overfitOneBatch; then another learning rate or a larger network. If the first epoch has learned all there is, shorten the "
                    + "run.");
        }
        return new Verdict(Kind.FINE, words("the validation loss ended at %.4g, its best being %.4g in epoch %d, and the training loss at %.4g",
                validation[last], validation[best], best + 1, training[last]), falling
                        ? "Nothing to mend by these numbers; it was still falling, so more epochs may gain the little that is left."
                        : "Nothing to mend by these numbers.");
    }

    /** Whether the loss left its best for good: for two epochs or more, and further than it had before it came back. */
    private static boolean isRise(double[] validation, int best, double start) {
        int last = validation.length - 1;
        if (last - best < 2) {
            return false;
        }
        double lowest = Math.abs(validation[best]);
        double rise = validation[last] - validation[best];
        double rightBefore = validation[last - 1] - validation[best];
        return rise > RISE * lowest && rightBefore > RISE / 2 * lowest && rise > NOTICEABLE * start && rise > recovered(validation, best / 2, best);
    }

    /** The furthest that the loss was above its best so far within these epochs, before it had a new best at the end of them. */
    private static double recovered(double[] validation, int from, int to) {
        double lowest = Arrays.stream(validation, 0, from + 1).min().orElse(Double.NaN);
        double furthest = 0;
        for (int i = from + 1; i < to; i++) {
            furthest = Math.max(furthest, validation[i] - lowest);
            lowest = Math.min(lowest, validation[i]);
        }
        return furthest;
    }

    private static String words(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + rule + ".\n" + advice;
    }
}
