package org.librate.core;

import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Longs;

/** Picking and adding slices by index, and sorting. */
final class Indexing {

    private Indexing() {
    }

    /** y[.., i, ..] = x[.., index[i], ..].  dx[.., index[i], ..] += g[.., i, ..]. */
    static Tensor gather(String name, Tensor x, int given, Tensor index) {
        int axis = Check.axis(name, given, x.shape());
        checkIndex(name, x, axis, index);
        Tensor y = Compute.run(name, new KernelOp.Gather(axis), x.dtype(), gathered(x, axis, index), x, index);
        return Tape.node(name, y).from(x, g -> {
            Tensor dx = Tensor.zeros(g.dtype(), x.shape());
            Compute.scatterAddInto(dx, axis, index, g);
            return dx;
        }).tensor();
    }

    /** As gather along the first axis, but the gradient stays rows. */
    static Tensor embedding(Tensor table, Tensor index) {
        if (table.rank() != 2) {
            throw new ShapeException("embedding", "the table must be [rows, width]", "", table.shape());
        }
        checkIndex("embedding", table, 0, index);
        Tensor y = Compute.run("embedding", new KernelOp.Gather(0), table.dtype(), gathered(table, 0, index), table, index);
        return Tape.node("embedding", y).fromRows(table, g -> new RowGradient(
                Shaping.view(index, Shape.of(index.size())), Shaping.view(g, Shape.of(index.size(), table.dim(1))), table.shape())).tensor();
    }

    private static Shape gathered(Tensor x, int axis, Tensor index) {
        Shape shape = x.shape().slice(0, axis);
        for (long d : index.shape().toArray()) {
            shape = shape.append(d);
        }
        for (int i = axis + 1; i < x.rank(); i++) {
            shape = shape.append(x.dim(i));
        }
        return shape;
    }

    /** y = x; y[.., index[i], ..] += u[.., i, ..].  dx = g,  du = g[.., index[i], ..]. */
    static Tensor scatterAdd(Tensor x, int given, Tensor index, Tensor updates) {
        int axis = Check.axis("scatterAdd", given, x.shape());
        checkIndex("scatterAdd", x, axis, index);
        Elementwise.checkTypes("scatterAdd", x, updates);
        Shape expected = gathered(x, axis, index);
        if (!updates.shape().equals(expected)) {
            throw new ShapeException("scatterAdd", "updates must have shape " + expected, "", x.shape(), index.shape(), updates.shape());
        }
        Tensor y = Tensor.allocate("scatterAdd", x.dtype(), x.shape());
        Compute.copyInto(y, x);
        Compute.scatterAddInto(y, axis, index, updates);
        return Tape.node("scatterAdd", y)
                .from(x, g -> g)
                .from(updates, g -> Compute.run("gather", new KernelOp.Gather(axis), g.dtype(), expected, g, index))
                .tensor();
    }

    /** Values and positions in order.  dx: each value's gradient back to its position. */
    static Sorted sort(String name, Tensor x, long count, int given, boolean descending) {
        int axis = Check.axis(name, given, x.shape());
        Check.require(count >= 0 && count <= x.dim(axis), name, "k must be in [0, " + x.dim(axis) + "], the length of the axis", count);
        Check.require(x.dtype() != DType.BOOL, name, "has no meaning for BOOL", x.shape(), "Use cast(DType.INT32).");
        Shape shape = x.shape().with(axis, count);
        Tensor values = Tensor.allocate(name, x.dtype(), shape);
        Tensor indices = Tensor.allocate(name, DType.INT64, shape);
        Compute.run(new KernelOp.Sort(axis, descending), new Tensor[] {x}, values, indices);
        return new Sorted(Tape.node(name, values).from(x, g -> unsort(g, indices, x.shape(), axis)).tensor(), indices);
    }

    /** Every line along the axis has its own order, so the lines become one long axis and the positions move with them. */
    private static Tensor unsort(Tensor g, Tensor indices, Shape shape, int axis) {
        if (g.size() == 0) {
            return Tensor.zeros(g.dtype(), shape);
        }
        long inner = shape.slice(axis + 1, shape.rank()).size();
        long length = shape.dim(axis);
        Shape lines = Shape.of(shape.slice(0, axis).size(), g.dim(axis), inner);
        Tensor outerStart = Tensor.range(lines.dim(0)).mul(length * inner).reshape(lines.dim(0), 1, 1);
        Tensor innerStart = Tensor.range(inner).reshape(1, 1, inner);
        Tensor flat = Shaping.view(indices, lines).mul(inner).add(outerStart).add(innerStart);
        Tensor dx = Tensor.zeros(g.dtype(), Shape.of(shape.size()));
        Compute.scatterAddInto(dx, 0, Shaping.view(flat, Shape.of(g.size())), Shaping.view(g, Shape.of(g.size())));
        return Shaping.view(dx, shape);
    }

    static Tensor oneHot(Tensor labels, int classes) {
        Check.positive("oneHot", "classes", classes);
        Check.require(labels.dtype().isInteger(), "oneHot", "labels must be integers", labels.dtype() + " " + labels.shape(),
                "Use cast(DType.INT32).");
        Tensor numbers = labels.dtype() == DType.UINT8 ? labels.cast(DType.INT32) : labels; // there may be more than 256 classes
        Tensor positions = Tensor.range(classes).cast(numbers.dtype());
        return numbers.expandDims(-1).eq(positions).cast(DType.FLOAT32);
    }

    /** Integers, and within the axis where they can be seen: a wrong index would read somebody else's memory. */
    private static void checkIndex(String name, Tensor x, int axis, Tensor index) {
        Check.require(index.dtype() == DType.INT32 || index.dtype() == DType.INT64, name, "the index must be INT32 or INT64",
                index.dtype() + " " + index.shape(), "Use cast(DType.INT32).");
        if (index.size() > 0) {
            Compute.run(new CheckIndex(name, x.dim(axis), Longs.of(x.shape().toArray())), new Tensor[] {index}, index);
        }
    }
}
