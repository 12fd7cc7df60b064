package org.librate.core;

import java.util.Arrays;
import org.librate.core.kernel.BinaryFn;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Longs;
import org.librate.core.kernel.ReduceFn;

/** Sums, means, extremes and the like over axes. */
final class Reductions {

    private Reductions() {
    }

    /** The axes counted from the front, ascending; none given means all. */
    private static int[] axes(String name, Tensor x, int[] given) {
        if (given.length == 0) {
            int[] all = new int[x.rank()];
            Arrays.setAll(all, i -> i);
            return all;
        }
        int[] axes = new int[given.length];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = Check.axis(name, given[i], x.shape());
        }
        Arrays.sort(axes);
        for (int i = 1; i < axes.length; i++) {
            Check.require(axes[i] != axes[i - 1], name, "each axis at most once", Arrays.toString(given));
        }
        return axes;
    }

    /** The shape with the axes of length 1. */
    private static Shape kept(Shape shape, int[] axes) {
        Shape kept = shape;
        for (int axis : axes) {
            kept = kept.with(axis, 1);
        }
        return kept;
    }

    /** The shape without the axes. */
    private static Shape gone(Shape shape, int[] axes) {
        Shape gone = shape;
        for (int i = axes.length - 1; i >= 0; i--) {
            gone = gone.without(axes[i]);
        }
        return gone;
    }

    /** The plain reduction, without history. */
    private static Tensor compute(String name, ReduceFn fn, Tensor x, int[] axes) {
        Shape shape = gone(x.shape(), axes);
        if (axes.length == 0) {
            return fn == ReduceFn.SUM_OF_SQUARES ? x.detach().square() : x.detach();
        }
        if (x.size() == 0) {
            if (shape.size() > 0 && (fn == ReduceFn.MAX || fn == ReduceFn.MIN)) {
                throw new ShapeException(name, "an empty axis has no largest or smallest element", "", x.shape());
            }
            double nothing = switch (fn) {
                case MEAN -> Double.NaN;
                case PRODUCT, ALL -> 1;
                default -> 0;
            };
            return Tensor.full(x.dtype(), shape, nothing);
        }
        return Compute.run(name, new KernelOp.Reduce(fn, Longs.of(axes)), x.dtype(), shape, x);
    }

    /** Adds up the axes that broadcasting stretched, so that a gradient has its input's shape. */
    static Tensor sumTo(Tensor g, Shape shape) {
        if (g.shape().equals(shape)) {
            return g;
        }
        int extra = g.rank() - shape.rank();
        int[] axes = new int[g.rank()];
        int count = 0;
        for (int i = 0; i < g.rank(); i++) {
            if (i < extra || shape.dim(i - extra) == 1 && g.dim(i) != 1) {
                axes[count++] = i;
            }
        }
        return Shaping.view(compute("sum", ReduceFn.SUM, g, Arrays.copyOf(axes, count)), shape);
    }

    /**
     * Sum: dx = g stretched.  Mean: that divided by the count.  Max, min: g shared by the positions that reach the extreme.
     * Product: the product of all others, exact also where elements are zero.
     */
    static Tensor reduce(String name, ReduceFn fn, Tensor x, int... given) {
        checkNumeric(name, x);
        Check.require(fn != ReduceFn.MEAN || x.dtype().isFloating(), name, "needs a floating type", x.dtype() + " " + x.shape(),
                "Use cast(DType.FLOAT32).");
        if (x.dtype().isInteger() && x.dtype() != DType.INT64 && (fn == ReduceFn.SUM || fn == ReduceFn.PRODUCT)) {
            return reduce(name, fn, Compute.cast(x, DType.INT64), given); // 200 + 100 is no UINT8
        }
        int[] axes = axes(name, x, given);
        Tensor y = compute(name, fn, x, axes);
        Shape kept = kept(x.shape(), axes);
        double count = (double) x.size() / Math.max(1, kept.size());
        return Tape.node(name, y).from(x, g -> {
            if (fn == ReduceFn.MEAN) { // scaled while it is small
                return Shaping.stretch(Shaping.view(Compute.linear(g, 1 / count, 0), kept), x.shape());
            }
            Tensor stretched = Shaping.stretch(Shaping.view(g, kept), x.shape());
            return switch (fn) {
                case SUM -> stretched;
                case MAX, MIN -> toExtremes(stretched, x.detach(), Shaping.view(y, kept), axes, kept);
                case PRODUCT -> Compute.mul(stretched, productOfOthers(x.detach(), axes, kept));
                default -> throw new AssertionError(fn);
            };
        }).tensor();
    }

    private static Tensor toExtremes(Tensor g, Tensor x, Tensor extreme, int[] axes, Shape kept) {
        Tensor share = Compute.cast(Compute.binary("eq", BinaryFn.EQUAL, x, extreme), x.dtype());
        Tensor ties = Shaping.view(compute("sum", ReduceFn.SUM, share, axes), kept);
        return Compute.div(Compute.mul(g, share), ties);
    }

    private static Tensor productOfOthers(Tensor x, int[] axes, Shape kept) {
        Tensor zero = x.eq(0);
        Tensor one = Tensor.full(x.dtype(), Shape.scalar(), 1);
        Tensor product = Shaping.view(compute("product", ReduceFn.PRODUCT, Compute.where(zero, one, x), axes), kept);
        Tensor zeros = Shaping.view(compute("sum", ReduceFn.SUM, Compute.cast(zero, x.dtype()), axes), kept);
        Tensor forZeros = Compute.only(zeros.eq(1), product);
        Tensor forOthers = Compute.only(zeros.eq(0), Compute.div(product, Compute.where(zero, one, x)));
        return Compute.where(zero, forZeros, forOthers);
    }

    /** mean((x − mean(x))²): a composition, so its gradient follows. */
    static Tensor variance(Tensor x, int... given) {
        int[] axes = axes("variance", x, given);
        Tensor mean = reduce("mean", ReduceFn.MEAN, x, axes);
        return reduce("variance", ReduceFn.MEAN, x.sub(mean.reshape(kept(x.shape(), axes))).square(), axes);
    }

    /** y = √Σx².  dx = g · x / y, and 0 where y = 0. */
    static Tensor norm(Tensor x, int... given) {
        Check.require(x.dtype().isFloating(), "norm", "needs a floating type", x.dtype() + " " + x.shape(), "Use cast(DType.FLOAT32).");
        int[] axes = axes("norm", x, given);
        Tensor y = compute("norm", ReduceFn.SUM_OF_SQUARES, x, axes).sqrt();
        Shape kept = kept(x.shape(), axes);
        return Tape.node("norm", y).from(x, g -> {
            Tensor length = Shaping.view(y, kept);
            return Compute.mul(Shaping.view(g, kept), Compute.only(length.ne(0), Compute.div(x, length)));
        }).tensor();
    }

    /** y = m + log Σ e^(x − m) with m the largest element.  dx = g · e^(x − y), and 0 where all of x is −∞. */
    static Tensor logSumExp(Tensor x, int... given) {
        Check.require(x.dtype().isFloating(), "logSumExp", "needs a floating type", x.dtype() + " " + x.shape(), "Use cast(DType.FLOAT32).");
        int[] axes = axes("logSumExp", x, given);
        Shape kept = kept(x.shape(), axes);
        Shape gone = gone(x.shape(), axes);
        if (x.size() == 0) {
            return Tape.node("logSumExp", Tensor.full(x.dtype(), gone, Double.NEGATIVE_INFINITY)).from(x, g -> Tensor.zeros(g.dtype(), x.shape()))
                    .tensor();
        }
        Tensor values = x.detach();
        Tensor largest = Shaping.view(compute("max", ReduceFn.MAX, values, axes), kept);
        // all −∞, or a +∞: x − m would be NaN, so measure from 0 instead
        Tensor from = Compute.where(largest.isFinite(), largest, Tensor.zeros(x.dtype(), Shape.scalar()));
        Tensor sum = compute("sum", ReduceFn.SUM, Compute.sub(values, from).exp(), axes);
        Tensor y = Compute.add(sum.log(), Shaping.view(from, gone)).named("logSumExp");
        return Tape.node("logSumExp", y)
                .from(x, g -> {
                    Tensor total = Shaping.view(y, kept);
                    Tensor finite = Compute.only(total.ne(Double.NEGATIVE_INFINITY), total); // −∞ − −∞ would be NaN
                    return Compute.mul(Shaping.view(g, kept), Compute.sub(values, finite).exp());
                })
                .tensor();
    }

    static Tensor logical(String name, ReduceFn fn, Tensor x, int... given) {
        Check.require(x.dtype() == DType.BOOL, name, "needs a BOOL tensor", x.dtype() + " " + x.shape(), "Compare it first, as in x.gt(0).");
        return compute(name, fn, x, axes(name, x, given));
    }

    static Tensor argReduce(String name, boolean largest, Tensor x, int given) {
        checkNumeric(name, x);
        int axis = Check.axis(name, given, x.shape());
        if (x.dim(axis) == 0) {
            throw new ShapeException(name, "an empty axis has no largest or smallest element", "", x.shape());
        }
        return Compute.run(name, new KernelOp.ArgReduce(largest, axis), DType.INT64, x.shape().without(axis), x);
    }

    /** y_i = Σ_{j ≤ i} x_j.  dx_i = Σ_{j ≥ i} g_j. */
    static Tensor cumulativeSum(Tensor x, int given) {
        checkNumeric("cumsum", x);
        if (x.dtype().isInteger() && x.dtype() != DType.INT64) {
            return cumulativeSum(Compute.cast(x, DType.INT64), given);
        }
        int axis = Check.axis("cumsum", given, x.shape());
        Tensor y = Compute.run("cumsum", new KernelOp.CumulativeSum(axis, false), x.dtype(), x.shape(), x);
        return Tape.node("cumsum", y)
                .from(x, g -> Compute.run("cumsum", new KernelOp.CumulativeSum(axis, true), g.dtype(), g.shape(), g))
                .tensor();
    }

    private static void checkNumeric(String name, Tensor x) {
        Check.require(x.dtype() != DType.BOOL, name, "has no meaning for BOOL", x.shape(), "Use any, all, or cast(DType.INT32).");
    }
}
