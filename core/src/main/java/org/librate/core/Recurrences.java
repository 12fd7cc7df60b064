package org.librate.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.Execution;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Longs;
import org.librate.core.kernel.RecurrentCell;

/** Recurrent cells over whole sequences: one kernel forwards, one backwards. */
final class Recurrences {

    private static final String NAME = "recurrent";

    private Recurrences() {
    }

    static Recurred run(Tensor x, Tensor weights, Tensor recurrent, @Nullable Tensor bias, Recurrence how) {
        long units = check(x, weights, recurrent, bias, how);
        RecurrentCell cell = how.cell();
        Tensor b = bias == null ? Tensor.zeros(x.dtype(), Shape.of(cell.biases() * units)) : bias;
        Tensor lengths = how.lengths();
        Tensor h0 = how.state();
        Tensor c0 = how.cellState();
        boolean withCell = cell == RecurrentCell.LSTM && how.returnsState();
        List<Tensor> inputs = new ArrayList<>(List.of(x, weights, recurrent, b));
        if (lengths != null && lengths.size() > 0) {
            Compute.run(new CheckIndex(NAME + " lengths", x.dim(1) + 1, Longs.of(x.shape().toArray())), new Tensor[] {lengths}, lengths);
            inputs.add(lengths);
        }
        if (h0 != null) {
            inputs.add(h0);
        }
        if (c0 != null) {
            inputs.add(c0);
        }
        if (x.dim(0) == 0) {
            return empty(inputs, x, units, how, withCell);
        }
        boolean training = Tape.follows(inputs.toArray(new Tensor[0]));
        KernelOp.Recurrent op = new KernelOp.Recurrent(cell, how.reversed(), lengths != null, h0 != null, withCell, training);
        Tensor y = Tensor.allocate(NAME, x.dtype(), Shape.of(x.dim(0), x.dim(1), units));
        List<Tensor> outputs = new ArrayList<>(List.of(y));
        Tensor c = null;
        if (withCell) {
            c = Tensor.allocate("cellState", x.dtype(), Shape.of(x.dim(0), units));
            outputs.add(c);
        }
        Tensor kept = null;
        if (training) {
            kept = Tensor.allocate("kept", x.dtype(), Shape.of(Execution.current().kernels().recurrentMemory(op, x.dtype(), x.shape(), units)));
            outputs.add(kept);
        }
        Tensor[] in = inputs.stream().map(Tensor::detach).toArray(Tensor[]::new);
        Compute.run(op, in, outputs.toArray(new Tensor[0]));
        if (kept != null) {
            Backward backward = new Backward(op, in, y, kept, c);
            Tape tape = Tape.node(NAME, y).from(x, g -> backward.of(g, 0)).from(weights, g -> backward.of(g, 1))
                    .from(recurrent, g -> backward.of(g, 2)).from(b, g -> backward.of(g, 3));
            if (h0 != null) {
                tape.from(h0, g -> backward.of(g, 4));
            }
            if (c0 != null) {
                tape.from(c0, g -> backward.of(g, 5));
            }
            y = tape.tensor();
            c = c == null ? null : Tape.node("cellState", c).from(y, backward::cell).tensor();
        }
        return new Recurred(y, how.returnsState() ? last(y, how) : null, c);
    }

    private static Recurred empty(List<Tensor> inputs, Tensor x, long units, Recurrence how, boolean withCell) {
        Tape tape = Tape.node(NAME, Tensor.zeros(x.dtype(), Shape.of(0, x.dim(1), units)));
        for (Tensor input : inputs) {
            tape.from(input, g -> Tensor.zeros(input.dtype(), input.shape()));
        }
        Tensor state = Tensor.zeros(x.dtype(), Shape.of(0, units));
        return new Recurred(tape.tensor(), how.returnsState() ? state : null, withCell ? state : null);
    }

    /** The state after each row's last step, which is its initial state if it has none. */
    private static Tensor last(Tensor y, Recurrence how) {
        Tensor lengths = how.lengths();
        if (lengths == null) {
            return y.select(1, how.reversed() ? 0 : -1);
        }
        Tensor state = stepAt(y, how.reversed() ? lengths.sub(1).minimum(Tensor.of(0)) : lengths.sub(1));
        Tensor h0 = how.state();
        return h0 == null ? state : lengths.gt(0).expandDims(1).where(state, h0);
    }

    /** y[i] = x[i, step[i]], zeros where the step is negative. */
    static Tensor stepAt(Tensor x, Tensor steps) {
        Check.require(steps.dtype() == DType.INT32, "stepAt", "steps must be INT32", steps.dtype() + " " + steps.shape(), "Use cast(DType.INT32).");
        if (x.rank() < 2 || !steps.shape().equals(Shape.of(x.dim(0)))) {
            throw new ShapeException("stepAt", "the input must be [n, time, ..] and steps [n]", "", x.shape(), steps.shape());
        }
        // beyond a row's end is the next row
        Compute.run(new CheckIndex("stepAt", x.dim(1), Longs.of(x.shape().toArray())), new Tensor[] {steps}, steps);
        Tensor rows = Tensor.range(x.dim(0)).cast(DType.INT32).mul((double) x.dim(1));
        Tensor index = steps.lt(0).where(Tensor.of(-1), steps.add(rows));
        Shape flat = Shape.of(x.dim(0) * x.dim(1));
        for (int i = 2; i < x.rank(); i++) {
            flat = flat.append(x.dim(i));
        }
        return x.reshape(flat).gather(0, index);
    }

    /** One kernel gives all gradients; whichever is asked for first runs it. */
    private static final class Backward {
        private final KernelOp.Recurrent op;
        private final Tensor[] in;
        private final Tensor y;
        private final Tensor kept;
        private final @Nullable Tensor c;
        private final PerWalk<Tensor[]> results = new PerWalk<>(this::compute);
        private @Nullable Tensor cellGradient;
        private long cellWalk = -1;

        Backward(KernelOp.Recurrent op, Tensor[] in, Tensor y, Tensor kept, @Nullable Tensor c) {
            this.op = op;
            this.in = in;
            this.y = y;
            this.kept = kept;
            this.c = c;
        }

        Tensor of(Tensor g, int input) {
            return results.get(g)[input];
        }

        /** The last cell state is a second result of the kernel, made after y and so met before it on the way back: its gradient waits here. */
        Tensor cell(Tensor g) {
            cellGradient = g;
            cellWalk = Gradients.walk();
            return Tensor.zeros(y.dtype(), y.shape());
        }

        private Tensor[] compute(Tensor g) {
            List<Tensor> inputs = new ArrayList<>(List.of(in));
            inputs.addAll(List.of(y, kept, g));
            if (c != null) {
                Tensor waiting = cellGradient;
                inputs.add(c);
                inputs.add(waiting != null && cellWalk == Gradients.walk() ? waiting : Tensor.zeros(c.dtype(), c.shape()));
                cellGradient = null;
            }
            List<Tensor> gradients = new ArrayList<>();
            for (int i = 0; i < in.length; i++) {
                if (!op.lengths() || i != op.lengthsAt()) {
                    gradients.add(Tensor.allocate("d" + in[i].name(), g.dtype(), in[i].shape()));
                }
            }
            Tensor[] all = gradients.toArray(new Tensor[0]);
            Compute.run(new KernelOp.RecurrentGradient(op), inputs.toArray(new Tensor[0]), all);
            return all;
        }
    }

    private static long check(Tensor x, Tensor weights, Tensor recurrent, @Nullable Tensor bias, Recurrence how) {
        Check.require(x.dtype().isFloating(), NAME, "needs a floating type", x.dtype() + " " + x.shape(), "Use cast(DType.FLOAT32).");
        Elementwise.checkTypes(NAME, x, weights);
        Elementwise.checkTypes(NAME, x, recurrent);
        int gates = how.cell().gates();
        if (x.rank() != 3 || x.dim(1) == 0 || x.dim(2) == 0) {
            throw new ShapeException(NAME, "the input must be [n, time, features] with at least one step and feature", "", x.shape());
        }
        if (recurrent.rank() != 2 || recurrent.dim(0) == 0 || recurrent.dim(1) != gates * recurrent.dim(0)) {
            throw new ShapeException(NAME, "the recurrent weights must be [units, " + gates + " · units]", "", x.shape(), recurrent.shape());
        }
        long units = recurrent.dim(0);
        if (!weights.shape().equals(Shape.of(x.dim(2), gates * units))) {
            throw new ShapeException(NAME, "the weights must be [features, " + gates + " · units]", "", x.shape(), weights.shape(),
                    recurrent.shape());
        }
        if (bias != null) {
            Elementwise.checkTypes(NAME, x, bias);
            checkShape("the bias", bias, Shape.of(how.cell().biases() * units), x);
        }
        Tensor lengths = how.lengths();
        if (lengths != null) {
            Check.require(lengths.dtype() == DType.INT32, NAME, "lengths must be INT32", lengths.dtype() + " " + lengths.shape(),
                    "Use cast(DType.INT32).");
            checkShape("lengths", lengths, Shape.of(x.dim(0)), x);
        }
        for (Tensor state : new @Nullable Tensor[] {how.state(), how.cellState()}) {
            if (state != null) {
                Elementwise.checkTypes(NAME, x, state);
                checkShape("a state", state, Shape.of(x.dim(0), units), x);
            }
        }
        return units;
    }

    private static void checkShape(String what, Tensor given, Shape shape, Tensor x) {
        if (!given.shape().equals(shape)) {
            throw new ShapeException(NAME, what + " must be " + shape, "", x.shape(), given.shape());
        }
    }
}
