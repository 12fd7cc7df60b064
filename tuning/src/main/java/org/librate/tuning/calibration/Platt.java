package org.librate.tuning.calibration;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.librate.core.Tensor;

/**
 * A sigmoid over the log odds of each class, {@code 1 / (1 + exp(−(slope · log(p / (1 − p)) + shift)))}, by maximum likelihood on targets pulled a
 * little towards the middle (Platt 1999). Two numbers for each class: for few rows. A slope below 0 would turn the order round, and becomes 0.
 */
public record Platt() implements Calibrator {

    private static final double SMALLEST = Math.ulp(1f) / 2; // what float32 can tell from 1
    private static final int STEPS = 100;

    public static Platt create() {
        return new Platt();
    }

    /** What was learned for a class. */
    record Sigmoid(double slope, double shift) implements DoubleUnaryOperator {

        @Override
        public double applyAsDouble(double probability) {
            return 1 / (1 + Math.exp(-(slope * logOdds(probability) + shift)));
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "Sigmoid[slope=%.4f, shift=%.4f]", slope, shift);
        }
    }

    static double logOdds(double probability) {
        double inside = Math.min(1 - SMALLEST, Math.max(SMALLEST, probability));
        return Math.log(inside) - Math.log1p(-inside);
    }

    @Override
    public FittedCalibrator fit(Tensor scores, int[] labels, double[] weights) {
        return OneVersusRest.fit("Platt", scores, labels, weights, Platt::sigmoid);
    }

    /** Newton's method on the two numbers, with halved steps where a whole one makes it worse: the loss is convex. */
    static Sigmoid sigmoid(double[] scores, boolean[] is, double[] weights) {
        double yes = 0;
        double no = 0;
        double[] odds = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            odds[i] = logOdds(scores[i]);
            yes += is[i] ? weights[i] : 0;
            no += is[i] ? 0 : weights[i];
        }
        double high = (yes + 1) / (yes + 2);
        double low = 1 / (no + 2);
        double slope = 1;
        double shift = 0;
        double loss = loss(odds, is, weights, high, low, slope, shift);
        for (int step = 0; step < STEPS; step++) {
            double g0 = 0;
            double g1 = 0;
            double h00 = 1e-12;
            double h01 = 0;
            double h11 = 1e-12;
            for (int i = 0; i < odds.length; i++) {
                double p = 1 / (1 + Math.exp(-(slope * odds[i] + shift)));
                double off = weights[i] * (p - (is[i] ? high : low));
                double curve = weights[i] * p * (1 - p);
                g0 += off * odds[i];
                g1 += off;
                h00 += curve * odds[i] * odds[i];
                h01 += curve * odds[i];
                h11 += curve;
            }
            double determinant = h00 * h11 - h01 * h01;
            double toSlope = determinant > 0 ? -(h11 * g0 - h01 * g1) / determinant : 0;
            double toShift = determinant > 0 ? -(h00 * g1 - h01 * g0) / determinant : -g1 / h11;
            double part = 1;
            double next = loss(odds, is, weights, high, low, slope + toSlope, shift + toShift);
            while (!(next <= loss) && part > 1e-10) {
                part /= 2;
                next = loss(odds, is, weights, high, low, slope + part * toSlope, shift + part * toShift);
            }
            if (!(next <= loss)) {
                break;
            }
            slope += part * toSlope;
            shift += part * toShift;
            boolean done = Math.abs(part * toSlope) + Math.abs(part * toShift) < 1e-10;
            loss = next;
            if (done) {
                break;
            }
        }
        if (slope < 0) {
            double mean = (yes * high + no * low) / (yes + no);
            return new Sigmoid(0, Math.log(mean / (1 - mean)));
        }
        return new Sigmoid(slope, shift);
    }

    private static double loss(double[] odds, boolean[] is, double[] weights, double high, double low, double slope, double shift) {
        double sum = 0;
        for (int i = 0; i < odds.length; i++) {
            double z = slope * odds[i] + shift;
            // log(1 + e^z) − t z, without overflow
            sum += weights[i] * (Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - (is[i] ? high : low) * z);
        }
        return sum;
    }
}
