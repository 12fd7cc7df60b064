package org.librate.nn.loss;

import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/** What the losses share: targets that fit the output, and one number for each row. */
final class Rows {

    private Rows() {
    }

    /** Targets of the output's shape and type. {@code [n]} stands for {@code [n, 1]}, either way round: it is never broadcast. */
    static Tensor like(Object loss, Tensor output, Tensor target) {
        checkOutput(loss, output, 1);
        Shape wanted = output.shape();
        Shape given = target.shape();
        boolean fits = given.equals(wanted) || given.equals(wanted.append(1)) || given.append(1).equals(wanted);
        if (!fits) {
            throw new ShapeException(loss.toString(), "targets must have the output's shape", "", wanted, given);
        }
        return target.reshape(wanted).cast(output.dtype());
    }

    /** Class numbers, one for each {@code [.., classes]} of the output. */
    static Tensor classes(Object loss, Tensor output, Tensor target) {
        checkOutput(loss, output, 2);
        Shape rows = output.shape().without(-1);
        if (output.dim(-1) < 2) {
            throw new ShapeException(loss.toString(), "needs outputs for at least 2 classes",
                    "a single output with targets 0 and 1 is for BinaryCrossEntropy or Hinge", output.shape());
        }
        boolean fits = target.shape().equals(rows) || target.shape().equals(rows.append(1));
        if (!fits) {
            throw new ShapeException(loss.toString(), "class numbers must be " + rows, "", output.shape(), target.shape());
        }
        Check.require(!target.dtype().isFloating(), loss.toString(), "class numbers must be of an integer type", target.dtype(),
                "Use cast(DType.INT32).");
        Tensor labels = target.reshape(rows);
        return labels.dtype() == DType.INT64 ? labels : labels.cast(DType.INT32);
    }

    static void checkOutput(Object loss, Tensor output, int axes) {
        Check.require(output.dtype().isFloating(), loss.toString(), "outputs must be of a floating type", output.dtype());
        if (output.rank() < axes) {
            throw new ShapeException(loss.toString(), "outputs must be " + (axes == 1 ? "[n, ..]" : "[n, .., features]"), "", output.shape());
        }
    }

    /** The mean of a row's elements: {@code [n, ..]} to {@code [n]}. */
    static Tensor mean(Tensor elements) {
        return elements.rank() == 1 ? elements : elements.flatten(1).mean(1);
    }

    /** The mean over a row's positions, of those that count (their label is not negative); 0 if none does. */
    static Tensor meanOfLabelled(Tensor perLabel, Tensor labels) {
        if (perLabel.rank() == 1) {
            return perLabel;
        }
        Tensor counts = labels.ge(0).cast(perLabel.dtype()).flatten(1).sum(1).clip(1, Float.MAX_VALUE);
        return perLabel.flatten(1).sum(1).div(counts);
    }

    /** Numbers of Java in the type of the output. */
    static Tensor numbers(DType dtype, double[] values) {
        if (dtype != DType.FLOAT32) {
            return Tensor.of(Shape.of(values.length), values);
        }
        float[] narrow = new float[values.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = (float) values[i];
        }
        return Tensor.of(Shape.of(narrow.length), narrow);
    }
}
