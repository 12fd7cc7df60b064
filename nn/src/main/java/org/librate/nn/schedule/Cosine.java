package org.librate.nn.schedule;

import org.librate.core.Check;

/**
 * Half a cosine from 1 down to an end, {@code end + (1 − end)(1 + cos πt) / 2}; there it stays, or starts again (Loshchilov and Hutter 2017). A
 * warm-up comes before it and counts in its length: 30 epochs with a warm-up of 2 are 2 up and 28 down.
 *
 * <pre>{@code
 * Cosine.overEpochs(30).withWarmupEpochs(2)
 * Cosine.overEpochs(10).withRestarts(2)        // 10 epochs, then 20, then 40, ..
 * }</pre>
 *
 * @param growth how much longer each fall is than the one before, or 0 for a single one
 */
public record Cosine(Span length, Span warmup, double end, double growth) implements Schedule {

    public Cosine {
        length.checked("Cosine");
        Check.notNegative("Cosine", "end", end);
        Check.require(growth == 0 || growth >= 1 && growth < Double.POSITIVE_INFINITY, "Cosine", "restarts must grow by a factor >= 1", growth);
        Check.require(length.inEpochs() != warmup.inEpochs() || warmup.length() < length.length(), "Cosine",
                "the warm-up must be shorter than " + length, warmup);
    }

    public static Cosine overEpochs(double epochs) {
        return new Cosine(Span.ofEpochs(epochs), Span.ofEpochs(0), 0, 0);
    }

    public static Cosine overSteps(long steps) {
        return new Cosine(Span.ofSteps(steps), Span.ofSteps(0), 0, 0);
    }

    public Cosine withWarmupEpochs(double epochs) {
        return new Cosine(length, Span.ofEpochs(epochs), end, growth);
    }

    public Cosine withWarmupSteps(long steps) {
        return new Cosine(length, Span.ofSteps(steps), end, growth);
    }

    /** The factor it ends at; 0 unless said. */
    public Cosine withEnd(double end) {
        return new Cosine(length, warmup, end, growth);
    }

    /** Starts again from 1 whenever the end is reached; each fall is longer than the one before by this factor, 1 for equal ones. */
    public Cosine withRestarts(double growth) {
        Check.require(growth >= 1, "Cosine", "restarts must grow by a factor >= 1", growth);
        return new Cosine(length, warmup, end, growth);
    }

    @Override
    public double factor(long step, long stepsPerEpoch) {
        double rise = warmup.steps(stepsPerEpoch);
        if (step < rise) {
            return Math.min(1, (step + 1) / rise);
        }
        double fall = Math.max(length.steps(stepsPerEpoch) - rise, 1);
        return end + (1 - end) * half(place((step - rise) / fall));
    }

    /** Where in its fall a time is, from 0 to 1. */
    private double place(double falls) {
        if (growth == 0) {
            return Math.min(1, falls);
        }
        if (growth == 1) {
            return falls - Math.floor(falls);
        }
        // the first k falls take (growthᵏ − 1) / (growth − 1)
        double k = Math.floor(Math.log(falls * (growth - 1) + 1) / Math.log(growth) + 1e-12);
        double length = Math.pow(growth, k);
        return Math.max(0, Math.min(1, (falls - (length - 1) / (growth - 1)) / length));
    }

    static double half(double place) {
        return (1 + Math.cos(Math.PI * place)) / 2;
    }

    @Override
    public String toString() {
        return "Cosine[length=" + length + (warmup.length() == 0 ? "" : ", warmup=" + warmup) + (end == 0 ? "" : ", end=" + end)
                + (growth == 0 ? "" : ", restarts=" + growth) + "]";
    }
}
