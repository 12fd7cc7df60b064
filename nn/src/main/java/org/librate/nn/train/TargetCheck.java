package org.librate.nn.train;

import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.nn.loss.Asymmetric;
import org.librate.nn.loss.BalancedSoftmax;
import org.librate.nn.loss.BinaryCrossEntropy;
import org.librate.nn.loss.BinaryFocal;
import org.librate.nn.loss.CrossEntropy;
import org.librate.nn.loss.Focal;
import org.librate.nn.loss.Hinge;
import org.librate.nn.loss.Ldam;
import org.librate.nn.loss.LogitAdjustment;
import org.librate.nn.loss.Loss;
import org.librate.nn.loss.MultiClassHinge;

/**
 * Whether targets are what a classifier's loss takes them for. A loss cannot tell: with labels −1 and 1 that of yes and no has no lower bound, and
 * distributions of nothing cost nothing. So labels that a data set has at hand are looked at before the first batch, others in the batches of the
 * first epoch; later batches cost nothing. What a loss of the user's takes is the user's to say.
 */
final class TargetCheck {

    /** How far from 1 the sum of a distribution may be: they are often written with a few digits. */
    private static final double SUM_TOLERANCE = 0.01;

    private enum Kind {
        /** Class numbers, or distributions over the classes. */
        CLASSES,
        /** 0 to 1, for each output. */
        SHARES,
        /** Anything. */
        ANY
    }

    private final String what;
    private final Kind kind;
    private final boolean everyRow;
    private final long classes;

    /**
     * @param what whose rows they are: training or validation
     * @param output the shape of what the network gives for a row
     */
    TargetCheck(String what, Task<?> task, Loss loss, Shape output) {
        this.what = what;
        boolean adjusts = loss instanceof LogitAdjustment || loss instanceof BalancedSoftmax;
        boolean single = task == ClassifierTask.BINARY;
        boolean several = loss instanceof CrossEntropy || loss instanceof MultiClassHinge || loss instanceof Focal || loss instanceof Ldam || adjusts
                && !single;
        boolean shares = loss instanceof BinaryCrossEntropy || loss instanceof Hinge || loss instanceof BinaryFocal || loss instanceof Asymmetric
                || adjusts && single;
        this.kind = !(task instanceof ClassifierTask) ? Kind.ANY : several ? Kind.CLASSES : shares ? Kind.SHARES : Kind.ANY;
        this.everyRow = task == ClassifierTask.CLASSES && output.rank() == 1;
        this.classes = output.rank() == 0 ? 1 : output.last();
    }

    /** Looks at the labels of all rows, if they can be had without reading the rows. */
    void dataset(Dataset data) {
        boolean weighted = data.fields().stream().anyMatch(field -> field.role() == Field.Role.WEIGHT);
        boolean single = data.fields().stream().filter(field -> field.role() == Field.Role.TARGET).allMatch(Field::isLabel);
        if (kind == Kind.ANY || weighted || !single || !data.hasLabelsAtHand()) {
            return;
        }
        int[] labels = data.labels();
        for (int row = 0; row < labels.length; row++) {
            if (kind == Kind.CLASSES) {
                label(labels[row], row);
            } else {
                share(labels[row], row);
            }
        }
    }

    /** Looks at the targets of a batch. */
    void batch(Feed.Rows rows) {
        Tensor target = rows.target();
        boolean padded = !rows.lengths().isEmpty() && target.rank() > 1; // what stands after a row's end says nothing
        if (kind == Kind.ANY || target.size() == 0 || padded) {
            return;
        }
        double[] values = target.toDoubles();
        double @Nullable [] weights = rows.weights() == null ? null : rows.weights().toDoubles();
        int each = values.length / (int) target.dim(0);
        boolean distributions = kind == Kind.CLASSES && target.dtype().isFloating();
        if (distributions && (target.rank() < 2 || target.dim(-1) != classes)) {
            return; // the loss complains of the shape
        }
        for (int row = 0; row < target.dim(0); row++) {
            if (weights != null && weights[row] == 0) {
                continue;
            }
            if (distributions) {
                for (int from = row * each; from < (row + 1) * each; from += (int) classes) {
                    distribution(values, from, rows.row(row));
                }
                continue;
            }
            for (int i = row * each; i < (row + 1) * each; i++) {
                if (kind == Kind.SHARES) {
                    share(values[i], rows.row(row));
                } else {
                    label(values[i], rows.row(row));
                }
            }
        }
    }

    private void label(double label, int row) {
        if (label >= classes) {
            throw new IllegalArgumentException(complaint("labels must be below " + classes + ", the network's outputs", label, row)
                    + "Classes count from 0: end the network with an output for each, such as Dense.of(" + number(label + 1)
                    + "), or renumber the labels.");
        }
        if (label < 0 && everyRow) {
            throw new IllegalArgumentException(complaint("labels must be class numbers from 0 on", label, row)
                    + "Leave rows without a label out with subset(..), or give them the weight 0; only steps of sequences and nodes may be without "
                    + "one.");
        }
    }

    private void share(double share, int row) {
        if (share < 0 || share > 1) { // what is not a number is told by the loss
            throw new IllegalArgumentException(complaint("targets must be 0 for no and 1 for yes, or between", share, row)
                    + (share == -1 ? "Write 0 for −1, also for Hinge."
                            : "For several classes that exclude each other there is Trainer.classifier(net) with an output for each."));
        }
    }

    private void distribution(double[] values, int from, int row) {
        double sum = 0;
        for (int i = from; i < from + classes; i++) {
            if (values[i] < 0) {
                throw new IllegalArgumentException(complaint("the shares of a distribution over classes must be >= 0", values[i], row)
                        + "Give class numbers of an integer type, or shares that sum to 1.");
            }
            sum += values[i];
        }
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw new IllegalArgumentException(complaint("the shares of a distribution over classes must sum to 1", (float) sum, row)
                    + "Divide each row by its sum; give rows without a label the weight 0, or leave them out.");
        }
    }

    private String complaint(String rule, double value, int row) {
        return "Trainer: " + rule + ", got " + number(value) + " in row " + row + " of the " + what + " data. ";
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }

    /** Inputs and targets of double precision are no use to a network of single precision, and the kernels' complaint would name a layer. */
    static void types(String what, Dataset data) {
        for (Field field : data.fields()) {
            Check.require(field.role() != Field.Role.INPUT || field.dtype() != DType.FLOAT64, "Trainer", "networks compute in FLOAT32",
                    field + " in the " + what + " data", "Make the data set of x.cast(DType.FLOAT32).");
        }
    }
}
