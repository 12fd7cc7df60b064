package org.librate.core.metric;

/** The share of labels that are right where a row may have several: a label is given when its probability is above one half. */
public record LabelAccuracy() implements Metric {

    private static final LabelAccuracy METRIC = new LabelAccuracy();

    public static LabelAccuracy metric() {
        return METRIC;
    }

    @Override
    public String name() {
        return "label_accuracy";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Tally start() {
        // given (p > ½) and wanted (1) or not given and not wanted (0): |wanted − p| < ½
        return new WeightedMean(this, (scores, targets) -> Rows.meanOfErrors(name(), scores, targets,
                error -> Math.abs(error) < 0.5 || error == 0.5 ? 1 : 0));
    }
}
