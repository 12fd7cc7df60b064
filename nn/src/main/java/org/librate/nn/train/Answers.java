package org.librate.nn.train;

import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/**
 * What a network answered, and what it should have: row by row, or, where it answers at every step of sequences, step by step. Then all steps of all
 * rows lie one after another, so that losses and metrics see rows as ever, and those that are padding count nothing.
 *
 * @param output {@code [rows, ..]}
 * @param target as the data have it, {@code [rows, ..]}; −1 where a class is asked for at a step that is not real
 * @param real which of the rows count, BOOL {@code [rows]}; null if all do
 * @param steps how many of the rows make one row of the batch
 */
record Answers(Tensor output, Tensor target, @Nullable Tensor real, long steps) {

    static Answers ofRows(Tensor output, Tensor target) {
        return new Answers(output, target, null, 1);
    }

    /**
     * @param output {@code [n, time, .., k]}
     * @param target a class {@code [n, time, ..]} for each step, or {@code [n, time, .., k]}
     * @param mask the steps that are real, BOOL {@code [n, time]}; null if all are
     */
    static Answers ofSteps(Tensor output, Tensor target, @Nullable Tensor mask) {
        Shape steps = output.shape().without(-1);
        boolean classes = target.shape().equals(steps) && output.dim(-1) > 1;
        if (!classes && !target.shape().equals(output.shape()) && !(output.dim(-1) == 1 && target.shape().equals(steps))) {
            throw new ShapeException("Trainer", "a network that answers at every step " + steps + " needs targets for every step",
                    "for one answer for each row put a layer before the last Dense that joins the steps, such as GlobalAvgPool1d", output.shape(),
                    target.shape());
        }
        long rows = steps.size();
        Tensor flat = output.reshape(rows, output.dim(-1));
        Tensor wanted = classes ? target.reshape(rows) : target.reshape(rows, output.dim(-1));
        Tensor real = mask == null ? null : eachStep(mask, steps);
        if (classes && !target.dtype().isFloating()) {
            wanted = wanted.dtype() == DType.INT64 ? wanted : wanted.cast(DType.INT32);
            Tensor labelled = wanted.ge(0);
            real = real == null ? labelled : real.and(labelled);
            wanted = real.where(wanted, Tensor.full(wanted.dtype(), Shape.of(1), -1));
        } else if (real != null) {
            wanted = real.reshape(rows, 1).where(wanted, Tensor.full(wanted.dtype(), Shape.of(1), 0));
        }
        return new Answers(flat, wanted, real, rows / output.dim(0));
    }

    /** A mask of time for steps that have further axes. */
    private static Tensor eachStep(Tensor mask, Shape steps) {
        Shape before = mask.shape();
        for (int axis = 2; axis < steps.rank(); axis++) {
            before = before.append(1);
        }
        return (steps.rank() == 2 ? mask : mask.reshape(before).expand(steps.toArray())).reshape(steps.size());
    }

    /** How much each row counts, given what each row of the batch does; null if all count alike. */
    @Nullable Tensor weights(@Nullable Tensor ofBatch) {
        if (real == null) {
            return ofBatch == null || steps == 1 ? ofBatch : ofBatch.reshape(-1, 1).mul(Tensor.ones(1, steps)).reshape(output.dim(0));
        }
        Tensor counts = real.cast(DType.FLOAT32);
        return ofBatch == null ? counts : counts.reshape(-1, steps).mul(ofBatch.reshape(-1, 1)).reshape(output.dim(0));
    }
}
