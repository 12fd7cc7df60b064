package org.librate.tuning.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/** A curve for each class against all others, after which rows are made to add up to 1 again; for two classes one curve, that of class 1. */
record OneVersusRest(List<DoubleUnaryOperator> curves) implements FittedCalibrator {

    /** Learns a curve from the probability of a class, whether a row is of it, and the rows' weights. */
    @FunctionalInterface
    interface CurveFit {
        DoubleUnaryOperator fit(double[] scores, boolean[] is, double[] weights);
    }

    static OneVersusRest fit(String who, Tensor scores, int[] labels, double[] weights, CurveFit fit) {
        int classes = classes(who, scores);
        double[] all = scores.toDoubles();
        List<DoubleUnaryOperator> curves = new ArrayList<>();
        for (int c = classes == 2 ? 1 : 0; c < classes; c++) {
            double[] column = new double[labels.length];
            boolean[] is = new boolean[labels.length];
            for (int i = 0; i < labels.length; i++) {
                column[i] = all[i * classes + c];
                is[i] = labels[i] == c;
            }
            curves.add(fit.fit(column, is, weights));
        }
        return new OneVersusRest(List.copyOf(curves));
    }

    static int classes(String who, Tensor scores) {
        if (scores.rank() != 2 || scores.dim(1) < 2) {
            throw new ShapeException(who, "needs probabilities [n, classes]", "", scores.shape());
        }
        for (double score : scores.toDoubles()) {
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException(who + ": needs probabilities in [0, 1], got " + score + ".");
            }
        }
        return Math.toIntExact(scores.dim(1));
    }

    @Override
    public Tensor apply(Tensor scores) {
        int classes = classes("Calibration", scores);
        double[] all = scores.toDoubles();
        float[] better = new float[all.length];
        double[] row = new double[classes];
        for (int from = 0; from < all.length; from += classes) {
            if (classes == 2) {
                row[1] = curves.get(0).applyAsDouble(all[from + 1]);
                row[0] = 1 - row[1];
            } else {
                for (int c = 0; c < classes; c++) {
                    row[c] = curves.get(c).applyAsDouble(all[from + c]);
                }
                double sum = Arrays.stream(row).sum();
                for (int c = 0; c < classes; c++) {
                    row[c] = sum > 0 ? row[c] / sum : 1.0 / classes;
                }
            }
            for (int c = 0; c < classes; c++) {
                better[from + c] = (float) row[c];
            }
        }
        return Tensor.of(Shape.of(scores.dim(0), classes), better);
    }

    @Override
    public String toString() {
        return "OneVersusRest" + curves;
    }
}
