package org.librate.core.kernel.nd4j;

import org.librate.core.Shape;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.Window;

/** Pooling. Loops, not ND4J: its max pooling skips NaN and gives no positions within the window. */
final class Nd4jPooling {

    /** What lies under the window of one output pixel: padding is left out. Pixels are named by their first element. */
    private static final class View {
        int output;
        int count;
        final int[] positions;
        final int[] inputs;

        View(int area) {
            positions = new int[area];
            inputs = new int[area];
        }
    }

    @FunctionalInterface
    private interface Visit {
        void window(View view);
    }

    private final Window window;
    private final int height;
    private final int width;
    private final int channels;
    private final Shape result;

    private Nd4jPooling(Window window, Shape image, Shape result) {
        this.window = window;
        this.height = (int) image.dim(1);
        this.width = (int) image.dim(2);
        this.channels = (int) image.last();
        this.result = result;
    }

    private void forEach(Visit visit) {
        View view = new View(window.area());
        for (int sample = 0; sample < result.dim(0); sample++) {
            for (int row = 0; row < result.dim(1); row++) {
                for (int column = 0; column < result.dim(2); column++, view.output += channels) {
                    look(view, sample, row * window.strideHeight() - window.top(), column * window.strideWidth() - window.left());
                    visit.window(view);
                }
            }
        }
    }

    private void look(View view, int sample, int top, int left) {
        view.count = 0;
        for (int i = 0; i < window.height(); i++) {
            int y = top + i * window.dilationHeight();
            for (int j = 0; y >= 0 && y < height && j < window.width(); j++) {
                int x = left + j * window.dilationWidth();
                if (x >= 0 && x < width) {
                    view.positions[view.count] = i * window.width() + j;
                    view.inputs[view.count++] = ((sample * height + y) * width + x) * channels;
                }
            }
        }
    }

    static Call max(KernelOp.MaxPool op, NativeArray x, NativeArray y, NativeArray positions) {
        Nd4jPooling pooling = new Nd4jPooling(op.window(), x.shape(), y.shape());
        Reals in = Reals.of(x);
        Reals out = Reals.of(y);
        Integers winners = Integers.of(positions);
        return HeldCall.of(() -> pooling.forEach(view -> {
            for (int c = 0; c < pooling.channels; c++) {
                double best = Double.NEGATIVE_INFINITY;
                int winner = view.count == 0 ? 0 : view.positions[0];
                for (int k = 0; k < view.count && !Double.isNaN(best); k++) { // the first NaN ends the search
                    double value = in.get(view.inputs[k] + c);
                    if (value > best || Double.isNaN(value)) {
                        best = value;
                        winner = view.positions[k];
                    }
                }
                out.set(view.output + c, best);
                winners.set(view.output + c, winner);
            }
        }), x, y, positions);
    }

    static Call maxGradient(KernelOp.MaxPoolGradient op, NativeArray g, NativeArray positions, NativeArray dx) {
        Nd4jPooling pooling = new Nd4jPooling(op.window(), dx.shape(), g.shape());
        Reals incoming = Reals.of(g);
        Integers winners = Integers.of(positions);
        Reals result = Reals.of(dx);
        Call zero = Nd4jFilling.fill(new KernelOp.Fill(0), dx);
        return HeldCall.of(() -> {
            zero.run();
            pooling.forEach(view -> {
                for (int c = 0; c < pooling.channels; c++) {
                    long winner = winners.get(view.output + c);
                    for (int k = 0; k < view.count; k++) {
                        if (view.positions[k] == winner) {
                            result.add(view.inputs[k] + c, incoming.get(view.output + c));
                        }
                    }
                }
            });
        }, g, positions, dx);
    }

    static Call average(KernelOp.AveragePool op, NativeArray x, NativeArray y) {
        Nd4jPooling pooling = new Nd4jPooling(op.window(), x.shape(), y.shape());
        Reals in = Reals.of(x);
        Reals out = Reals.of(y);
        return HeldCall.of(() -> pooling.forEach(view -> {
            double share = pooling.share(view, op.countPadding());
            for (int c = 0; c < pooling.channels; c++) {
                double sum = 0;
                for (int k = 0; k < view.count; k++) {
                    sum += in.get(view.inputs[k] + c);
                }
                out.set(view.output + c, sum * share);
            }
        }), x, y);
    }

    static Call averageGradient(KernelOp.AveragePoolGradient op, NativeArray g, NativeArray dx) {
        Nd4jPooling pooling = new Nd4jPooling(op.window(), dx.shape(), g.shape());
        Reals incoming = Reals.of(g);
        Reals result = Reals.of(dx);
        Call zero = Nd4jFilling.fill(new KernelOp.Fill(0), dx);
        return HeldCall.of(() -> {
            zero.run();
            pooling.forEach(view -> {
                double share = pooling.share(view, op.countPadding());
                for (int k = 0; k < view.count; k++) {
                    for (int c = 0; c < pooling.channels; c++) {
                        result.add(view.inputs[k] + c, incoming.get(view.output + c) * share);
                    }
                }
            });
        }, g, dx);
    }

    /** What each pixel counts for; a window over nothing but padding averages to 0. */
    private double share(View view, boolean countPadding) {
        return countPadding ? 1.0 / window.area() : view.count == 0 ? 0 : 1.0 / view.count;
    }
}
