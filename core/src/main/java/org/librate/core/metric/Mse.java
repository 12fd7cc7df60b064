package org.librate.core.metric;

/** The mean squared error. */
public record Mse() implements Metric {

    private static final Mse METRIC = new Mse();

    public static Mse metric() {
        return METRIC;
    }

    @Override
    public String name() {
        return "mse";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Tally start() {
        return new WeightedMean(this, (scores, targets) -> Rows.meanOfErrors(name(), scores, targets, error -> error * error));
    }
}
