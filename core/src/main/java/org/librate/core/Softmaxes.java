package org.librate.core;

import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Longs;

/** Softmax, and the losses that contain it or the sigmoid. */
final class Softmaxes {

    private Softmaxes() {
    }

    /** dx = y · (g − Σ g·y) for softmax,  g − softmax(x) · Σ g for its logarithm. */
    static Tensor softmax(Tensor x, int given, boolean log) {
        String name = log ? "logSoftmax" : "softmax";
        checkFloating(name, x);
        int axis = Check.axis(name, given, x.shape());
        Tensor y = Compute.run(name, new KernelOp.Softmax(axis, log), x.dtype(), x.shape(), x);
        return Tape.node(name, y)
                .from(x, g -> Compute.run(name, new KernelOp.SoftmaxGradient(axis, log), g.dtype(), g.shape(), g, y))
                .tensor();
    }

    static Tensor crossEntropy(Tensor logits, Tensor labels, CrossEntropyOptions options) {
        checkFloating("crossEntropy", logits);
        if (logits.rank() == 0 || logits.dim(-1) == 0) {
            throw new ShapeException("crossEntropy", "logits must be [.., classes]", "", logits.shape());
        }
        Shape rows = logits.shape().without(-1);
        boolean sparse = labels.dtype() == DType.INT32 || labels.dtype() == DType.INT64;
        if (!labels.shape().equals(sparse ? rows : logits.shape())) {
            throw new ShapeException("crossEntropy", sparse ? "integer labels must be " + rows : "label distributions must have the logits' shape",
                    sparse ? "" : "labels are " + labels.dtype() + "; cast(DType.INT32) makes them class numbers", logits.shape(), labels.shape());
        }
        if (!sparse) {
            Elementwise.checkTypes("crossEntropy", logits, labels);
        }
        long classes = logits.dim(-1);
        Shape flat = Shape.of(rows.size(), classes);
        Tensor x = Shaping.view(logits, flat);
        Tensor target = Shaping.view(labels, sparse ? Shape.of(rows.size()) : flat);
        if (sparse && target.size() > 0) {
            Compute.run(new CheckIndex("crossEntropy", classes, Longs.of(logits.shape().toArray())), new Tensor[] {target}, target);
        }
        return fused("crossEntropy", new KernelOp.CrossEntropy(options.labelSmoothing()), logits, x, target, weights("crossEntropy", options, x),
                Shape.of(rows.size()), rows);
    }

    static Tensor sigmoidCrossEntropy(Tensor logits, Tensor targets, CrossEntropyOptions options) {
        checkFloating("sigmoidCrossEntropy", logits);
        Elementwise.checkTypes("sigmoidCrossEntropy", logits, targets);
        if (!logits.shape().equals(targets.shape())) {
            throw new ShapeException("sigmoidCrossEntropy", "logits and targets must have one shape", "", logits.shape(), targets.shape());
        }
        long width = logits.rank() == 0 ? 1 : logits.dim(-1);
        Shape flat = Shape.of(width == 0 ? 0 : logits.size() / width, width);
        Tensor x = Shaping.view(logits, flat);
        return fused("sigmoidCrossEntropy", new KernelOp.SigmoidCrossEntropy(options.labelSmoothing()), logits, x, Shaping.view(targets, flat),
                weights("sigmoidCrossEntropy", options, x), flat, logits.shape());
    }

    /** Slopes come with the loss, as above. */
    static Tensor ctc(Tensor logits, Tensor lengths, Tensor labels, Tensor labelLengths, int blank) {
        checkFloating("ctcLoss", logits);
        boolean fits = logits.rank() == 3 && labels.rank() == 2 && lengths.rank() == 1 && labelLengths.shape().equals(lengths.shape())
                && lengths.dim(0) == logits.dim(0) && labels.dim(0) == logits.dim(0);
        if (!fits) {
            throw new ShapeException("ctcLoss", "needs logits [n, time, classes], lengths [n], labels [n, most] and their numbers [n]", "",
                    logits.shape(), lengths.shape(), labels.shape(), labelLengths.shape());
        }
        Check.require(blank >= 0 && blank < logits.dim(2), "ctcLoss", "the blank must be one of " + logits.dim(2) + " classes", blank);
        for (Tensor whole : new Tensor[] {lengths, labels, labelLengths}) {
            Check.require(whole.dtype() == DType.INT32, "ctcLoss", "lengths and labels must be INT32", whole.dtype(), "Use cast(DType.INT32).");
        }
        Tensor loss = Tensor.allocate("ctcLoss", logits.dtype(), lengths.shape());
        Tensor slope = Tensor.allocate("slope", logits.dtype(), logits.shape());
        Compute.run(new Ctc(blank), new Tensor[] {logits, lengths, labels, labelLengths}, loss, slope);
        return Tape.node("ctcLoss", loss).from(logits, g -> Compute.mul(Shaping.view(g, g.shape().append(1).append(1)), slope)).tensor();
    }

    private static @Nullable Tensor weights(String name, CrossEntropyOptions options, Tensor x) {
        Tensor weights = options.classWeights().orElse(null);
        if (weights != null) {
            Elementwise.checkTypes(name, x, weights);
            if (!weights.shape().equals(Shape.of(x.dim(1)))) {
                throw new ShapeException(name, "class weights must be [" + x.dim(1) + "]", "", x.shape(), weights.shape());
            }
        }
        return weights;
    }

    /** The kernel gives the loss and its slope together; dx = g · slope. */
    private static Tensor fused(String name, KernelOp op, Tensor logits, Tensor x, Tensor target, @Nullable Tensor weights, Shape lossShape,
            Shape result) {
        Tensor loss = Tensor.allocate(name, x.dtype(), lossShape);
        Tensor slope = Tensor.allocate("slope", x.dtype(), x.shape());
        Compute.run(op, weights == null ? new Tensor[] {x, target} : new Tensor[] {x, target, weights}, loss, slope);
        Shape perRow = lossShape.rank() == 1 ? lossShape.append(1) : lossShape;
        return Tape.node(name, Shaping.view(loss, result).named(name))
                .from(logits, g -> Shaping.view(Compute.mul(Shaping.view(g, perRow), slope), logits.shape()))
                .tensor();
    }

    private static void checkFloating(String name, Tensor x) {
        Check.require(x.dtype().isFloating(), name, "needs a floating type", x.dtype() + " " + x.shape(), "Use cast(DType.FLOAT32).");
    }
}
