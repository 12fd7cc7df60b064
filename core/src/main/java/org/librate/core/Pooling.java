package org.librate.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Window;

/** Pooling of channels-last images. */
final class Pooling {

    private Pooling() {
    }

    /** y = the largest under each window.  dx: each g to the position it came from. */
    static Tensor max(Tensor x, Pool options) {
        Window window = window("maxPool2d", x, options);
        Shape shape = shape(x, window);
        Tensor y = Tensor.allocate("maxPool2d", x.dtype(), shape);
        Tensor positions = Tensor.allocate("maxPool2d", window.area() <= 256 ? DType.UINT8 : DType.INT32, shape);
        Compute.run(new KernelOp.MaxPool(window), new Tensor[] {x}, y, positions);
        return Tape.node("maxPool2d", y)
                .from(x, g -> g.size() == 0 ? Tensor.zeros(g.dtype(), x.shape())
                        : Compute.run("maxPool2d", new KernelOp.MaxPoolGradient(window), g.dtype(), x.shape(), g, positions))
                .tensor();
    }

    /** y = the mean under each window.  dx: each g shared by its window. */
    static Tensor average(Tensor x, Pool options) {
        Window window = window("averagePool2d", x, options);
        Tensor y = Compute.run("averagePool2d", new KernelOp.AveragePool(window, false), x.dtype(), shape(x, window), x);
        return Tape.node("averagePool2d", y)
                .from(x, g -> g.size() == 0 ? Tensor.zeros(g.dtype(), x.shape())
                        : Compute.run("averagePool2d", new KernelOp.AveragePoolGradient(window, false), g.dtype(), x.shape(), g))
                .tensor();
    }

    static Tensor globalAverage(Tensor x) {
        check("globalAveragePool2d", x);
        return x.reshape(x.dim(0), x.dim(1) * x.dim(2), x.dim(3)).mean(1);
    }

    static Tensor globalMax(Tensor x) {
        check("globalMaxPool2d", x);
        return x.reshape(x.dim(0), x.dim(1) * x.dim(2), x.dim(3)).max(1);
    }

    static Tensor adaptiveAverage(Tensor x, int height, int width) {
        checkAdaptive("adaptiveAveragePool2d", x, height, width);
        if (x.dim(1) % height == 0 && x.dim(2) % width == 0) {
            return average(x, Pool.of((int) x.dim(1) / height, (int) x.dim(2) / width));
        }
        return byWindows(x, height, width, window -> window.mean(1, 2));
    }

    static Tensor adaptiveMax(Tensor x, int height, int width) {
        checkAdaptive("adaptiveMaxPool2d", x, height, width);
        if (x.dim(1) % height == 0 && x.dim(2) % width == 0) {
            return max(x, Pool.of((int) x.dim(1) / height, (int) x.dim(2) / width));
        }
        return byWindows(x, height, width, window -> window.max(1, 2));
    }

    /** Windows of uneven size: from ⌊i·h/n⌋ to ⌈(i+1)·h/n⌉, as PyTorch cuts them. A composition, so its gradient follows. */
    private static Tensor byWindows(Tensor x, int height, int width, UnaryOperator<Tensor> reduce) {
        List<Tensor> rows = new ArrayList<>();
        for (int i = 0; i < height; i++) {
            Tensor band = x.slice(1, i * x.dim(1) / height, ((i + 1) * x.dim(1) + height - 1) / height);
            List<Tensor> cells = new ArrayList<>();
            for (int j = 0; j < width; j++) {
                cells.add(reduce.apply(band.slice(2, j * x.dim(2) / width, ((j + 1) * x.dim(2) + width - 1) / width)));
            }
            rows.add(Shaping.stack(1, cells));
        }
        return Shaping.stack(1, rows);
    }

    private static Window window(String name, Tensor x, Pool options) {
        check(name, x);
        Window window = options.over(x.dim(1), x.dim(2));
        if (x.dim(1) > 0 && x.dim(2) > 0 && (window.outputHeight(x.dim(1)) == 0 || window.outputWidth(x.dim(2)) == 0)) {
            throw new ShapeException(name, "the window must fit into the input",
                    "got " + options.height() + " by " + options.width() + ". Use Padding.SAME or a smaller window", x.shape());
        }
        return window;
    }

    private static Shape shape(Tensor x, Window window) {
        return Shape.of(x.dim(0), window.outputHeight(x.dim(1)), window.outputWidth(x.dim(2)), x.dim(3));
    }

    private static void checkAdaptive(String name, Tensor x, int height, int width) {
        check(name, x);
        Check.positive(name, "height", height);
        Check.positive(name, "width", width);
        if (x.dim(1) == 0 || x.dim(2) == 0) {
            throw new ShapeException(name, "height and width must not be empty", "", x.shape());
        }
    }

    private static void check(String name, Tensor x) {
        Check.require(x.dtype().isFloating(), name, "needs a floating type", x.dtype() + " " + x.shape(), "Use cast(DType.FLOAT32).");
        if (x.rank() != 4) {
            throw new ShapeException(name, "the input must be [n, h, w, channels]", "", x.shape());
        }
    }
}
