package org.librate.core;

import java.util.Arrays;
import java.util.List;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Longs;

/** Reshaping, slicing and joining. Everything that moves elements is one strided copy. */
final class Shaping {

    private Shaping() {
    }

    /** The same memory under another shape, without history. */
    static Tensor view(Tensor x, Shape shape) {
        return x.shape().equals(shape) ? x.detach() : new Tensor(x.array().reshape(shape), null, x.name());
    }

    /** y = x under another shape.  dx = g under x's shape. */
    static Tensor reshape(Tensor x, long... dims) {
        Shape shape = inferred(x, dims);
        return shape.equals(x.shape()) ? x : Tape.node("reshape", view(x, shape)).from(x, g -> view(g, x.shape())).tensor();
    }

    private static Shape inferred(Tensor x, long[] dims) {
        long[] full = dims.clone();
        int open = -1;
        long known = 1;
        for (int i = 0; i < full.length; i++) {
            if (full[i] == -1) {
                Check.require(open < 0, "reshape", "at most one length may be -1", Arrays.toString(dims));
                open = i;
            } else {
                known *= full[i];
            }
        }
        if (open >= 0) {
            if (known == 0 || x.size() % known != 0) {
                throw new ShapeException("reshape", "the elements must fill the new shape exactly",
                        "got " + Arrays.toString(dims) + " for " + x.size() + " elements", x.shape());
            }
            full[open] = x.size() / known;
        }
        Shape shape = Shape.of(full);
        if (shape.size() != x.size()) {
            throw new ShapeException("reshape", "both shapes must hold as many elements", "got " + x.size() + " and " + shape.size(), x.shape(),
                    shape);
        }
        return shape;
    }

    static Tensor flatten(Tensor x, int from) {
        int axis = from == x.rank() ? from : Check.axis("flatten", from, x.shape());
        return reshape(x, x.shape().slice(0, axis).append(x.shape().slice(axis, x.rank()).size()).toArray());
    }

    static Tensor expandDims(Tensor x, int given) {
        int rank = x.rank() + 1;
        Check.require(given >= -rank && given < rank, "expandDims", "axis must be in [" + -rank + ", " + (rank - 1) + "]", given);
        int axis = given < 0 ? given + rank : given;
        long[] dims = new long[rank];
        for (int i = 0, j = 0; i < rank; i++) {
            dims[i] = i == axis ? 1 : x.dim(j++);
        }
        return reshape(x, dims);
    }

    static Tensor squeeze(Tensor x, int given) {
        int axis = Check.axis("squeeze", given, x.shape());
        if (x.dim(axis) != 1) {
            throw new ShapeException("squeeze", "the axis must have length 1", "axis " + axis + " has " + x.dim(axis), x.shape());
        }
        return reshape(x, x.shape().without(axis).toArray());
    }

    static Tensor transpose(Tensor x) {
        if (x.rank() < 2) {
            throw new ShapeException("transpose", "needs at least two axes", "", x.shape());
        }
        int[] order = new int[x.rank()];
        Arrays.setAll(order, i -> i);
        order[order.length - 1] = order.length - 2;
        order[order.length - 2] = order.length - 1;
        return permute(x, order);
    }

    /** y = x with its axes in another order.  dx = g with them put back. */
    static Tensor permute(Tensor x, int... given) {
        int rank = x.rank();
        int[] back = new int[rank];
        Arrays.fill(back, -1);
        int[] order = given.clone();
        if (order.length != rank) {
            throw new ShapeException("permute", "must name every axis once", "got " + Arrays.toString(given), x.shape());
        }
        for (int i = 0; i < rank; i++) {
            order[i] = Check.axis("permute", given[i], x.shape());
            if (back[order[i]] >= 0) {
                throw new ShapeException("permute", "must name every axis once", "got " + Arrays.toString(given), x.shape());
            }
            back[order[i]] = i;
        }
        return Tape.node("permute", permuted(x, order)).from(x, g -> permuted(g, back)).tensor();
    }

    private static Tensor permuted(Tensor x, int[] order) {
        long[] strides = x.shape().strides();
        long[] dims = new long[order.length];
        long[] from = new long[order.length];
        for (int i = 0; i < order.length; i++) {
            dims[i] = x.dim(order[i]);
            from[i] = strides[order[i]];
        }
        Shape shape = Shape.of(dims);
        return copy("permute", x, Tensor.allocate("permute", x.dtype(), shape), shape, 0, from, 0, shape.strides());
    }

    /** y = x stretched.  dx = g summed over what was stretched, which the tape does. */
    static Tensor expand(Tensor x, Shape shape) {
        Shape reached = Shape.broadcast("expand", x.shape(), shape);
        if (!reached.equals(shape)) {
            throw new ShapeException("expand", "only axes of length 1 stretch", "", x.shape(), shape);
        }
        return x.shape().equals(shape) ? x : Tape.node("expand", stretch(x, shape)).from(x, g -> g).tensor();
    }

    /** Without history. */
    static Tensor stretch(Tensor x, Shape shape) {
        if (x.shape().equals(shape)) {
            return x.detach();
        }
        long[] own = x.shape().strides();
        long[] from = new long[shape.rank()];
        int extra = shape.rank() - x.rank();
        for (int i = extra; i < from.length; i++) {
            from[i] = x.dim(i - extra) == 1 ? 0 : own[i - extra];
        }
        return copy("expand", x, Tensor.allocate("expand", x.dtype(), shape), shape, 0, from, 0, shape.strides());
    }

    /** y = part of x.  dx = zeros with g in that place. */
    static Tensor slice(Tensor x, int given, long from, long to, long step) {
        int axis = Check.axis("slice", given, x.shape());
        long length = x.dim(axis);
        long first = from < 0 ? from + length : from;
        long end = to < 0 ? to + length : to;
        if (first < 0 || end > length || first > end) {
            throw new ShapeException("slice", "needs 0 <= from <= to <= " + length, "got " + from + " to " + to + " on axis " + axis, x.shape());
        }
        Check.positive("slice", "step", step);
        Shape shape = x.shape().with(axis, (end - first + step - 1) / step);
        long[] strides = x.shape().strides();
        long[] spread = strides.clone();
        spread[axis] *= step;
        long start = first * strides[axis];
        Tensor y = copy("slice", x, Tensor.allocate("slice", x.dtype(), shape), shape, start, spread, 0, shape.strides());
        return Tape.node("slice", y)
                .from(x, g -> copy("slice", g, Tensor.zeros(g.dtype(), x.shape()), shape, 0, shape.strides(), start, spread))
                .tensor();
    }

    static Tensor select(Tensor x, int given, long index) {
        int axis = Check.axis("select", given, x.shape());
        long at = index < 0 ? index + x.dim(axis) : index;
        if (at < 0 || at >= x.dim(axis)) {
            throw new ShapeException("select", "index " + index + " is outside axis " + axis, "which has length " + x.dim(axis), x.shape());
        }
        return squeeze(slice(x, axis, at, at + 1, 1), axis);
    }

    /** y = x backwards along an axis.  dx = g backwards. */
    static Tensor flip(Tensor x, int given) {
        int axis = Check.axis("flip", given, x.shape());
        return Tape.node("flip", flipped(x, axis)).from(x, g -> flipped(g, axis)).tensor();
    }

    private static Tensor flipped(Tensor x, int axis) {
        long[] strides = x.shape().strides();
        long[] from = strides.clone();
        from[axis] = -from[axis];
        long start = Math.max(0, x.dim(axis) - 1) * strides[axis];
        return copy("flip", x, Tensor.allocate("flip", x.dtype(), x.shape()), x.shape(), start, from, 0, strides);
    }

    /** y = value, with x inside.  dx = that part of g. */
    static Tensor pad(Tensor x, int given, long before, long after, double value) {
        int axis = Check.axis("pad", given, x.shape());
        Check.require(before >= 0 && after >= 0, "pad", "before and after must be >= 0", before + " and " + after);
        Shape shape = x.shape().with(axis, x.dim(axis) + before + after);
        long[] strides = shape.strides();
        long start = before * strides[axis];
        Tensor y = copy("pad", x, Tensor.full(x.dtype(), shape, value).named("pad"), x.shape(), 0, x.shape().strides(), start, strides);
        return Tape.node("pad", y)
                .from(x, g -> copy("slice", g, Tensor.allocate("slice", g.dtype(), x.shape()), x.shape(), start, strides, 0, x.shape().strides()))
                .tensor();
    }

    /** y = the parts one after another.  Each part's gradient is its place in g. */
    static Tensor concat(int given, List<Tensor> parts) {
        Check.require(!parts.isEmpty(), "concat", "needs at least one tensor", "none");
        Tensor first = parts.get(0);
        int axis = Check.axis("concat", given, first.shape());
        long length = 0;
        for (Tensor part : parts) {
            if (part.rank() != first.rank() || !part.shape().with(axis, 0).equals(first.shape().with(axis, 0))) {
                throw new ShapeException("concat", "all axes but axis " + axis + " must agree", "", first.shape(), part.shape());
            }
            Check.require(part.dtype() == first.dtype(), "concat", "all tensors must have one type", first.dtype() + " and " + part.dtype(),
                    "Use cast().");
            length += part.dim(axis);
        }
        Tensor y = Tensor.allocate("concat", first.dtype(), first.shape().with(axis, length));
        long[] strides = y.shape().strides();
        Tape tape = Tape.node("concat", y);
        long at = 0;
        for (Tensor part : parts) {
            long start = at * strides[axis];
            copy("concat", part, y, part.shape(), 0, part.shape().strides(), start, strides);
            tape.from(part, g -> copy("slice", g, Tensor.allocate("slice", g.dtype(), part.shape()), part.shape(), start, strides, 0,
                    part.shape().strides()));
            at += part.dim(axis);
        }
        return tape.tensor();
    }

    static Tensor stack(int axis, List<Tensor> parts) {
        Check.require(!parts.isEmpty(), "stack", "needs at least one tensor", "none");
        return concat(axis < 0 ? axis + parts.get(0).rank() + 1 : axis, parts.stream().map(part -> expandDims(part, axis)).toList());
    }

    static void assign(Tensor x, int given, long first, Tensor part) {
        Elementwise.checkTypes("assignFrom", x, part);
        int axis = Check.axis("assignFrom", given, x.shape());
        if (part.rank() != x.rank() || !part.shape().with(axis, x.dim(axis)).equals(x.shape()) || first < 0 || first + part.dim(axis) > x.dim(axis)) {
            throw new ShapeException("assignFrom", "the part must lie within the tensor", "from " + first + " along axis " + axis, x.shape(),
                    part.shape());
        }
        copy("assignFrom", part, x, part.shape(), 0, part.shape().strides(), first * x.shape().strides()[axis], x.shape().strides());
    }

    /** Copies a box of the given shape between two strided places, and returns y. */
    private static Tensor copy(String name, Tensor x, Tensor y, Shape box, long from, long[] fromStrides, long to, long[] toStrides) {
        if (box.size() == 0) {
            return y;
        }
        // a scalar has no axes, a box has at least one
        Longs sizes = box.rank() == 0 ? Longs.of(1L) : Longs.of(box.toArray());
        Longs fromSteps = box.rank() == 0 ? Longs.of(1L) : Longs.of(fromStrides);
        Longs toSteps = box.rank() == 0 ? Longs.of(1L) : Longs.of(toStrides);
        Compute.run(new KernelOp.CopyBox(sizes, from, fromSteps, to, toSteps), new Tensor[] {x}, y);
        return y;
    }
}
