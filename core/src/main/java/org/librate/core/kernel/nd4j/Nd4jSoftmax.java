package org.librate.core.kernel.nd4j;

import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Softmax and its gradient. The logarithm is a loop: ND4J takes it of the softmax, which is −∞ for a distant class. */
final class Nd4jSoftmax {

    private Nd4jSoftmax() {
    }

    static Call softmax(KernelOp.Softmax op, NativeArray x, NativeArray y) {
        if (op.log()) {
            return HeldCall.of(logarithm(Lines.along(op.axis(), x.shape()), Reals.of(x), Reals.of(y)), x, y);
        }
        Nd4jRuntime.require(); // the next line loads much of ND4J
        DynamicCustomOp softmax = DynamicCustomOp.builder("softmax").addInputs(Nd4jMemory.array(x)).addOutputs(Nd4jMemory.array(y))
                .addIntegerArguments(op.axis()).build();
        return HeldCall.of(() -> Nd4j.exec(softmax), x, y);
    }

    private static Runnable logarithm(Lines lines, Reals x, Reals y) {
        return () -> {
            for (int line = 0; line < lines.count(); line++) {
                int start = lines.start(line);
                double norm = logSumExp(x, start, lines.step(), lines.length());
                for (int i = 0, at = start; i < lines.length(); i++, at += lines.step()) {
                    y.set(at, x.get(at) - norm);
                }
            }
        };
    }

    /** log Σ eˣ of a line, without overflow; NaN if one is in it. */
    static double logSumExp(Reals x, int start, int step, int length) {
        double max = x.get(start);
        for (int i = 1; i < length; i++) {
            max = Math.max(max, x.get(start + i * step));
        }
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += Math.exp(x.get(start + i * step) - max);
        }
        return max + Math.log(sum);
    }

    static Call gradient(KernelOp.SoftmaxGradient op, NativeArray g, NativeArray y, NativeArray dx) {
        Lines lines = Lines.along(op.axis(), y.shape());
        Reals gradient = Reals.of(g);
        Reals output = Reals.of(y);
        Reals result = Reals.of(dx);
        Runnable work = () -> {
            for (int line = 0; line < lines.count(); line++) {
                if (op.log()) {
                    logGradient(lines, lines.start(line), gradient, output, result);
                } else {
                    gradient(lines, lines.start(line), gradient, output, result);
                }
            }
        };
        return HeldCall.of(work, g, y, dx);
    }

    /** dx = y (g − Σ g y). */
    private static void gradient(Lines lines, int start, Reals g, Reals y, Reals dx) {
        double dot = 0;
        for (int i = 0, at = start; i < lines.length(); i++, at += lines.step()) {
            dot += g.get(at) * y.get(at);
        }
        for (int i = 0, at = start; i < lines.length(); i++, at += lines.step()) {
            dx.set(at, y.get(at) * (g.get(at) - dot));
        }
    }

    /** dx = g − eʸ Σ g. */
    private static void logGradient(Lines lines, int start, Reals g, Reals y, Reals dx) {
        double sum = 0;
        for (int i = 0, at = start; i < lines.length(); i++, at += lines.step()) {
            sum += g.get(at);
        }
        for (int i = 0, at = start; i < lines.length(); i++, at += lines.step()) {
            dx.set(at, g.get(at) - Math.exp(y.get(at)) * sum);
        }
    }
}
