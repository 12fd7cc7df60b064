package org.librate.metrics.classification;

import org.librate.metrics.Undefined;

/**
 * The largest distance between the shares of positive and of negative rows above a cut-off, over all cut-offs: how well the best one tells them
 * apart. Undefined where rows of either kind are missing.
 *
 * @param average which class
 * @param undefined what it is where rows of either kind are missing
 */
public record KolmogorovSmirnov(Average average, Undefined undefined) implements ScoreMetric {

    /** Of class 1 of two. */
    public static KolmogorovSmirnov metric() {
        return new KolmogorovSmirnov(Average.BINARY, Undefined.NAN);
    }

    /** Of one class against the rest. */
    public static KolmogorovSmirnov of(int index) {
        return new KolmogorovSmirnov(Average.of(index), Undefined.NAN);
    }

    public KolmogorovSmirnov withUndefined(Undefined undefined) {
        return new KolmogorovSmirnov(average, undefined);
    }

    @Override
    public String name() {
        return "kolmogorov_smirnov" + average.suffix();
    }

    @Override
    public boolean labels() {
        return false;
    }

    @Override
    public double from(ScoreRows rows) {
        return Averaged.of("kolmogorov_smirnov", rows, average, undefined, Areas::kolmogorovSmirnov);
    }
}
