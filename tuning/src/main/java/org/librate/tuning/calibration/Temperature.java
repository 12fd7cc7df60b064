package org.librate.tuning.calibration;

import java.util.Locale;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/**
 * One number for all classes: {@code softmax(log p / temperature)}, by maximum likelihood (Guo and others 2017). The most probable class stays the
 * most probable, so decisions do not change. Above 1 it makes a model less sure of itself: what networks mostly need.
 */
public record Temperature() implements Calibrator {

    private static final double SMALLEST = Math.ulp(1f) / 2; // what float32 can tell from 1
    private static final double COLDEST = -7; // of log 1/temperature: beyond these ends nothing changes any more
    private static final double HOTTEST = 7;
    private static final int STEPS = 200;

    public static Temperature create() {
        return new Temperature();
    }

    /** What was learned. */
    record Softened(double temperature) implements FittedCalibrator {

        @Override
        public Tensor apply(Tensor scores) {
            int classes = OneVersusRest.classes("Temperature", scores);
            double[] logs = logs(scores);
            float[] better = new float[logs.length];
            double[] row = new double[classes];
            for (int from = 0; from < logs.length; from += classes) {
                double sum = 0;
                double largest = largest(logs, from, classes);
                for (int c = 0; c < classes; c++) {
                    row[c] = Math.exp((logs[from + c] - largest) / temperature);
                    sum += row[c];
                }
                for (int c = 0; c < classes; c++) {
                    better[from + c] = (float) (row[c] / sum);
                }
            }
            return Tensor.of(Shape.of(scores.dim(0), classes), better);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "Softened[temperature=%.4f]", temperature);
        }
    }

    private static double[] logs(Tensor scores) {
        double[] logs = scores.toDoubles();
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log(Math.max(logs[i], SMALLEST));
        }
        return logs;
    }

    private static double largest(double[] logs, int from, int classes) {
        double largest = logs[from];
        for (int c = 1; c < classes; c++) {
            largest = Math.max(largest, logs[from + c]);
        }
        return largest;
    }

    /** The loss is convex in the inverse of the temperature, so its slope has one zero: found by halving. */
    @Override
    public FittedCalibrator fit(Tensor scores, int[] labels, double[] weights) {
        int classes = OneVersusRest.classes("Temperature", scores);
        double[] logs = logs(scores);
        double low = COLDEST;
        double high = HOTTEST;
        for (int step = 0; step < STEPS && high - low > 1e-12; step++) {
            double middle = (low + high) / 2;
            if (slope(logs, labels, weights, classes, Math.exp(middle)) > 0) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return new Softened(Math.exp(-(low + high) / 2));
    }

    /**
     * How the loss changes with the inverse temperature: by the mean of the logs under the softened probabilities, less the log of what was right.
     */
    private static double slope(double[] logs, int[] labels, double[] weights, int classes, double inverse) {
        double slope = 0;
        for (int i = 0; i < labels.length; i++) {
            int from = i * classes;
            double largest = largest(logs, from, classes);
            double sum = 0;
            double mean = 0;
            for (int c = 0; c < classes; c++) {
                double share = Math.exp(inverse * (logs[from + c] - largest));
                sum += share;
                mean += share * logs[from + c];
            }
            slope += weights[i] * (mean / sum - logs[from + labels[i]]);
        }
        return slope;
    }
}
