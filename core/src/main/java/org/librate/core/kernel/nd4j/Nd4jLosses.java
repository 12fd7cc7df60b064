package org.librate.core.kernel.nd4j;

import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

/**
 * Losses and their gradients in one pass, a row at a time in double precision: finite for any finite logits, and what lies in
 * a row that is to be ignored, NaN included, touches nothing.
 */
final class Nd4jLosses {

    private Nd4jLosses() {
    }

    static Call crossEntropy(KernelOp.CrossEntropy op, NativeArray x, NativeArray target, @Nullable NativeArray weights, NativeArray loss,
            NativeArray dx) {
        int rows = (int) x.shape().dim(0);
        int classes = (int) x.shape().dim(1);
        @Nullable Integers labels = target.dtype().isFloating() ? null : Integers.of(target);
        @Nullable Reals distributions = target.dtype().isFloating() ? Reals.of(target) : null;
        double[] weight = new double[classes]; // read on each run
        double[] q = new double[classes];
        Reals logits = Reals.of(x);
        Reals losses = Reals.of(loss);
        Reals gradient = Reals.of(dx);
        return HeldCall.of(() -> {
            read(weights, weight);
            for (int row = 0; row < rows; row++) {
                int start = row * classes;
                long label = labels == null ? 0 : labels.get(row);
                if (label < 0) {
                    losses.set(row, 0);
                    for (int j = 0; j < classes; j++) {
                        gradient.set(start + j, 0);
                    }
                    continue;
                }
                for (int j = 0; j < classes; j++) {
                    double t = distributions != null ? distributions.get(start + j) : label == j ? 1 : 0;
                    q[j] = weight[j] * ((1 - op.smoothing()) * t + op.smoothing() / classes);
                }
                losses.set(row, row(q, logits, gradient, start));
            }
        }, x, target, weights, loss, dx);
    }

    /** The loss of one row towards the weighted distribution q; writes the gradient. */
    private static double row(double[] q, Reals x, Reals dx, int start) {
        double norm = Nd4jSoftmax.logSumExp(x, start, 1, q.length);
        double total = 0;
        double loss = 0;
        for (int j = 0; j < q.length; j++) {
            total += q[j];
            if (q[j] != 0) { // 0 · log 0 is 0: a class that is ruled out by −∞ costs nothing
                loss -= q[j] * (x.get(start + j) - norm);
            }
        }
        for (int j = 0; j < q.length; j++) {
            dx.set(start + j, Math.exp(x.get(start + j) - norm) * total - q[j]);
        }
        return loss;
    }

    static Call sigmoidCrossEntropy(KernelOp.SigmoidCrossEntropy op, NativeArray x, NativeArray target, @Nullable NativeArray weights,
            NativeArray loss, NativeArray dx) {
        int columns = (int) x.shape().last();
        int n = (int) x.size();
        double[] weight = new double[columns]; // read on each run
        Reals logits = Reals.of(x);
        Reals targets = Reals.of(target);
        Reals losses = Reals.of(loss);
        Reals gradient = Reals.of(dx);
        return HeldCall.of(() -> {
            read(weights, weight);
            for (int i = 0; i < n; i++) {
                double v = logits.get(i);
                double t = targets.get(i) * (1 - op.smoothing()) + op.smoothing() / 2;
                double positive = weight[i % columns] * t;
                // −log σ(x) = softplus(−x) and −log(1 − σ(x)) = softplus(x), both right for large |x|
                losses.set(i, cost(positive, ScalarFunctions.softplus(-v)) + cost(1 - t, ScalarFunctions.softplus(v)));
                gradient.set(i, (1 - t) * ScalarFunctions.sigmoid(v) - positive * ScalarFunctions.sigmoid(-v));
            }
        }, x, target, weights, loss, dx);
    }

    /** What has no weight costs nothing, however unlikely. */
    private static double cost(double weight, double surprise) {
        return weight == 0 ? 0 : weight * surprise;
    }

    private static void read(@Nullable NativeArray weights, double[] into) {
        Reals values = weights == null ? null : Reals.of(weights);
        for (int i = 0; i < into.length; i++) {
            into[i] = values == null ? 1 : values.get(i);
        }
    }
}
