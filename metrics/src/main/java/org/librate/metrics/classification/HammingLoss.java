package org.librate.metrics.classification;

/**
 * The share that is wrong: of rows, or of labels where a row may have several.
 *
 * @param labels whether rows may have several labels
 */
public record HammingLoss(boolean labels) implements DecisionMetric {

    public static HammingLoss metric() {
        return new HammingLoss(false);
    }

    /** For rows that may have several labels: scores and targets {@code [n, labels]}, given above one half. */
    public HammingLoss overLabels() {
        return new HammingLoss(true);
    }

    @Override
    public String name() {
        return "hamming_loss";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Tally start() {
        return !labels ? new ConfusionTally(this) : new LabelTally(this, counts -> {
            ClassOutcomes all = counts.stream().reduce(ClassOutcomes.NONE, ClassOutcomes::plus);
            return (all.falsePositives() + all.falseNegatives()) / all.total();
        });
    }

    @Override
    public double from(Confusion confusion) {
        return 1 - confusion.accuracy();
    }
}
