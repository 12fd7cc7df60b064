package org.librate.core;

import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.UnaryFn;
import org.librate.core.kernel.Window;

/** Convolutions of channels-last images and sequences. A sequence is an image of height 1. */
final class Convolutions {

    private Convolutions() {
    }

    static Tensor conv2d(Tensor x, Tensor weights, @Nullable Tensor bias, Conv options, Activation activation) {
        check("conv2d", x, weights, bias, 4);
        long in = x.dim(3);
        long out = weights.dim(3);
        if (in % options.groups() != 0 || out % options.groups() != 0 || weights.dim(2) != in / options.groups()) {
            throw new ShapeException("conv2d", "weights must be [kh, kw, in/groups, out], channels a multiple of groups",
                    "got " + in + " input channels and " + options.groups() + " groups", x.shape(), weights.shape());
        }
        checkBias("conv2d", out, weights, bias);
        Window window = options.over(x.dim(1), x.dim(2), (int) weights.dim(0), (int) weights.dim(1));
        checkFits("conv2d", x, weights, window, x.dim(1), x.dim(2));
        boolean fuse = activation.fusesWithGradient() || !Tape.follows(x, weights, bias);
        Tensor before = convolve(x, weights, bias, window, options.groups(), fuse ? activation.fn() : null);
        if (!fuse) {
            return activation.apply(before);
        }
        Tensor y = before.detach();
        // the inputs share the gradient before the activation, so it is computed once, as a node of its own
        return activation.after("conv2d", y, before);
    }

    /** y = f(x ∗ W + b), with gradients from before f.  dx, dW and db by the kernels named after them; db comes out of the same pass as dW. */
    private static Tensor convolve(Tensor x, Tensor weights, @Nullable Tensor bias, Window window, int groups, @Nullable UnaryFn activation) {
        Tensor y = forward(x, weights, bias, window, groups, activation);
        Tape tape = Tape.node("conv2d", y).from(x, g -> dataGradient(g, weights, x.shape(), window, groups));
        if (bias == null || !Tape.follows(bias)) {
            return tape.from(weights, g -> weightGradient(x, g, weights.shape(), window, groups)).tensor();
        }
        WeightAndBias both = new WeightAndBias(x, weights.shape(), window, groups);
        return tape.from(weights, both::weights).from(bias, both::bias).tensor();
    }

    /** The two gradients that one kernel gives: whichever is asked for first computes both. */
    private static final class WeightAndBias {
        private final Tensor x;
        private final Shape shape;
        private final Window window;
        private final int groups;
        private @Nullable Tensor of;
        private @Nullable Tensor bias;

        WeightAndBias(Tensor x, Shape shape, Window window, int groups) {
            this.x = x;
            this.shape = shape;
            this.window = window;
            this.groups = groups;
        }

        Tensor weights(Tensor g) {
            if (empty(x, shape, g)) {
                return Tensor.zeros(g.dtype(), shape);
            }
            Tensor dWeights = Tensor.allocate("dWeights", g.dtype(), shape);
            bias = Tensor.allocate("dBias", g.dtype(), Shape.of(shape.last()));
            of = g;
            Compute.run(new KernelOp.ConvolutionWeightGradient(window, groups), new Tensor[] {x, g}, dWeights, bias);
            return dWeights;
        }

        Tensor bias(Tensor g) {
            Tensor computed = bias;
            bias = null;
            return computed != null && of == g ? computed : Linalg.columnSums(Shaping.view(g, Shape.of(g.size() / g.dim(3), g.dim(3))));
        }
    }

    private static boolean empty(Tensor x, Shape weights, Tensor g) {
        return x.size() == 0 || weights.size() == 0 || g.size() == 0;
    }

    private static Tensor forward(Tensor x, Tensor weights, @Nullable Tensor bias, Window window, int groups, @Nullable UnaryFn activation) {
        Shape shape = Shape.of(x.dim(0), window.outputHeight(x.dim(1)), window.outputWidth(x.dim(2)), weights.dim(3));
        KernelOp op = new KernelOp.Convolution(window, groups, activation);
        if (shape.size() > 0 && (x.size() == 0 || weights.size() == 0)) {
            throw new ShapeException("conv2d", "channels and kernel must not be empty", "", x.shape(), weights.shape());
        }
        return bias == null ? Compute.run("conv2d", op, x.dtype(), shape, x, weights) : Compute.run("conv2d", op, x.dtype(), shape, x, weights, bias);
    }

    private static Tensor dataGradient(Tensor g, Tensor weights, Shape x, Window window, int groups) {
        if (g.size() == 0) {
            return Tensor.zeros(g.dtype(), x);
        }
        return Compute.run("conv2d", new KernelOp.ConvolutionDataGradient(window, groups), g.dtype(), x, g, weights);
    }

    private static Tensor weightGradient(Tensor x, Tensor g, Shape weights, Window window, int groups) {
        if (empty(x, weights, g)) {
            return Tensor.zeros(g.dtype(), weights);
        }
        return Compute.run("conv2d", new KernelOp.ConvolutionWeightGradient(window, groups), g.dtype(), weights, x, g);
    }

    static Tensor conv1d(Tensor x, Tensor weights, @Nullable Tensor bias, Conv options) {
        check("conv1d", x, weights, bias, 3);
        long in = x.dim(2);
        if (in % options.groups() != 0 || weights.dim(2) % options.groups() != 0 || weights.dim(1) != in / options.groups()) {
            throw new ShapeException("conv1d", "weights must be [k, in/groups, out], channels a multiple of groups",
                    "got " + in + " input channels and " + options.groups() + " groups", x.shape(), weights.shape());
        }
        Conv flat = options.withStride(1, options.strideWidth()).withPadding(options.padding().ofSequence());
        checkFits("conv1d", x, weights, flat.over(1, x.dim(1), 1, (int) weights.dim(0)), 1, x.dim(1));
        checkBias("conv1d", weights.dim(2), weights, bias);
        return conv2d(x.expandDims(1), weights.expandDims(0), bias, flat, Activation.NONE).squeeze(1);
    }

    /** The data gradient of a convolution, run forwards: y = Wᵀ ∗ x.  dx = g ∗ W,  dW from g and x with their roles swapped. */
    static Tensor convTranspose2d(Tensor x, Tensor weights, @Nullable Tensor bias, Conv options) {
        check("convTranspose2d", x, weights, bias, 4);
        Check.require(options.groups() == 1, "convTranspose2d", "groups must be 1", options.groups());
        Check.require(options.padding() != Padding.CAUSAL, "convTranspose2d", "padding must be VALID or SAME, or numbers", options.padding());
        if (weights.dim(3) != x.dim(3)) {
            throw new ShapeException("convTranspose2d", "weights must be [kh, kw, out, in]", "got " + x.dim(3) + " input channels", x.shape(),
                    weights.shape());
        }
        checkBias("convTranspose2d", weights.dim(2), weights, bias);
        int kernelHeight = (int) weights.dim(0);
        int kernelWidth = (int) weights.dim(1);
        long height = options.padding().grownHeight(x.dim(1), kernelHeight, options.strideHeight(), options.dilation());
        long width = options.padding().grownWidth(x.dim(2), kernelWidth, options.strideWidth(), options.dilation());
        if (x.size() > 0 && (height <= 0 || width <= 0)) {
            throw new ShapeException("convTranspose2d", "padding must leave something of the result", "got " + options.padding(), x.shape(),
                    weights.shape());
        }
        Shape shape = Shape.of(x.dim(0), Math.max(0, height), Math.max(0, width), weights.dim(2));
        Window window = options.over(shape.dim(1), shape.dim(2), kernelHeight, kernelWidth);
        Tensor y = Tape.node("convTranspose2d", dataGradient(x, weights, shape, window, 1))
                .from(x, g -> forward(g, weights, null, window, 1, null))
                .from(weights, g -> weightGradient(g, x, weights.shape(), window, 1))
                .tensor();
        return bias == null ? y : y.add(bias);
    }

    private static void check(String name, Tensor x, Tensor weights, @Nullable Tensor bias, int rank) {
        Elementwise.checkTypes(name, x, weights);
        Check.require(x.dtype().isFloating(), name, "needs a floating type", x.dtype() + " " + x.shape(), "Use cast(DType.FLOAT32).");
        if (x.rank() != rank || weights.rank() != rank) {
            throw new ShapeException(name, rank == 4 ? "the input must be [n, h, w, channels] and the weights [kh, kw, .., ..]"
                    : "the input must be [n, time, channels] and the weights [k, .., ..]", "", x.shape(), weights.shape());
        }
    }

    /** An input that is smaller than the kernel would give a result without elements, and an error much later. */
    private static void checkFits(String name, Tensor x, Tensor weights, Window window, long height, long width) {
        if (height > 0 && width > 0 && (window.outputHeight(height) == 0 || window.outputWidth(width) == 0)) {
            throw new ShapeException(name, "the kernel must fit into the input",
                    "which is smaller. Use Padding.SAME, a smaller kernel or less dilation", x.shape(), weights.shape());
        }
    }

    private static void checkBias(String name, long out, Tensor weights, @Nullable Tensor bias) {
        if (bias == null) {
            return;
        }
        Elementwise.checkTypes(name, weights, bias);
        if (!bias.shape().equals(Shape.of(out))) {
            throw new ShapeException(name, "the bias must be [" + out + "]", "", weights.shape(), bias.shape());
        }
    }
}
