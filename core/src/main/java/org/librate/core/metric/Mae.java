package org.librate.core.metric;

/** The mean absolute error. */
public record Mae() implements Metric {

    private static final Mae METRIC = new Mae();

    public static Mae metric() {
        return METRIC;
    }

    @Override
    public String name() {
        return "mae";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Tally start() {
        return new WeightedMean(this, (scores, targets) -> Rows.meanOfErrors(name(), scores, targets, Math::abs));
    }
}
