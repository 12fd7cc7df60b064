package org.librate.tuning.calibration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.librate.core.Tensor;

/**
 * The curve of least squares among all that never fall, for each class; between its corners it is straight. It takes any shape, and so wants a
 * thousand rows or more. It may give 0 and 1, of which the log loss makes much if they are wrong.
 */
public record Isotonic() implements Calibrator {

    public static Isotonic create() {
        return new Isotonic();
    }

    /** Straight lines between corners, and flat beyond them. */
    record Corners(double[] x, double[] y) implements DoubleUnaryOperator {

        @Override
        public double applyAsDouble(double at) {
            int found = Arrays.binarySearch(x, at);
            if (found >= 0) {
                return y[found];
            }
            int after = -found - 1;
            if (after == 0) {
                return y[0];
            }
            if (after == x.length) {
                return y[x.length - 1];
            }
            double share = (at - x[after - 1]) / (x[after] - x[after - 1]);
            return y[after - 1] + share * (y[after] - y[after - 1]);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Corners corners && Arrays.equals(x, corners.x) && Arrays.equals(y, corners.y);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(x) + Arrays.hashCode(y);
        }

        @Override
        public String toString() {
            return "Corners[" + x.length + "]";
        }
    }

    @Override
    public FittedCalibrator fit(Tensor scores, int[] labels, double[] weights) {
        return OneVersusRest.fit("Isotonic", scores, labels, weights, Isotonic::corners);
    }

    /** Neighbouring blocks are pooled for as long as a mean is not above the one before it. */
    static Corners corners(double[] scores, boolean[] is, double[] weights) {
        int[] order = IntStream.range(0, scores.length).filter(i -> weights[i] > 0).boxed().sorted(Comparator.comparingDouble(i -> scores[i]))
                .mapToInt(i -> i).toArray();
        if (order.length == 0) {
            throw new IllegalArgumentException("Isotonic: needs at least one row that counts, got none.");
        }
        double[] first = new double[order.length];
        double[] last = new double[order.length];
        double[] sum = new double[order.length];
        double[] weight = new double[order.length];
        int blocks = 0;
        for (int i = 0; i < order.length;) {
            first[blocks] = scores[order[i]];
            last[blocks] = first[blocks];
            sum[blocks] = 0;
            weight[blocks] = 0;
            for (; i < order.length && scores[order[i]] == last[blocks]; i++) { // rows of one score have one answer
                sum[blocks] += is[order[i]] ? weights[order[i]] : 0;
                weight[blocks] += weights[order[i]];
            }
            blocks++;
            while (blocks > 1 && sum[blocks - 2] * weight[blocks - 1] >= sum[blocks - 1] * weight[blocks - 2]) {
                blocks--;
                last[blocks - 1] = last[blocks];
                sum[blocks - 1] += sum[blocks];
                weight[blocks - 1] += weight[blocks];
            }
        }
        double[] x = new double[2 * blocks];
        double[] y = new double[2 * blocks];
        int corners = 0;
        for (int i = 0; i < blocks; i++) {
            x[corners] = first[i];
            y[corners++] = sum[i] / weight[i];
            if (last[i] > first[i]) {
                x[corners] = last[i];
                y[corners++] = sum[i] / weight[i];
            }
        }
        return new Corners(Arrays.copyOf(x, corners), Arrays.copyOf(y, corners));
    }
}
