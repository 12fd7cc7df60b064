package org.librate.imbalance;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.kernel.host.HostParallel;

/** Tensors as rows, and the way back. */
final class TensorRows {

    private static final int GRAIN = 1 << 12;
    private static final long MOST_CLASSES = 1 << 20;

    private final Rows rows;
    private final Tensor features;
    private final long[] classes;

    private TensorRows(Rows rows, Tensor features, long[] classes) {
        this.rows = rows;
        this.features = features;
        this.classes = classes;
    }

    static TensorRows of(String who, Tensor features, Tensor classes, Features needs) {
        boolean numbers = needs == Features.ANY || needs == Features.NUMBERS;
        Check.require(numbers, who, "needs columns of categories, which a tensor has not", features.shape(), "Use a table.");
        boolean fits = features.rank() >= 1 && classes.rank() == 1 && classes.dim(0) == features.dim(0) && features.dim(0) > 0;
        if (!fits) {
            throw new ShapeException(who, "needs features [n, ...] and classes [n] of at least one row", "classes " + classes.shape(),
                    features.shape());
        }
        Check.require(features.dtype().isFloating(), who, "features must be FLOAT32 or FLOAT64", features.dtype(), "Use cast(DType.FLOAT32).");
        Check.require(classes.dtype().isInteger(), who, "classes must be whole numbers", classes.dtype(), "Use cast(DType.INT64).");
        double[] values = features.toDoubles();
        int width = (int) (features.size() / features.dim(0));
        for (int i = 0; needs != Features.ANY && i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(who + ": all numbers must be finite, got " + values[i] + " in row " + i / width
                        + ". Impute it before.");
            }
        }
        long[] numbersOfClasses = classes.toLongs();
        return new TensorRows(Rows.ofNumbers(values, width, numbersOfClasses), features, numbersOfClasses);
    }

    Rows rows() {
        return rows;
    }

    ResampledTensors build(Draft draft) {
        int n = draft.size();
        int width = rows.width();
        Rows.cells("ResampledTensors", n, width);
        long[] outClasses = new long[n];
        int[] like = draft.like();
        int[] kept = draft.kept();
        Arrays.setAll(outClasses, i -> classes[like[i]]);
        Numbers out = features.dtype() == DType.FLOAT64 ? new Doubles(n * width) : new Floats(n * width);
        HostParallel.run((from, to) -> {
            for (int i = from; i < to; i++) {
                for (int j = 0; j < width; j++) {
                    out.set(i * width + j, rows.value(kept[i], j));
                }
            }
        }, kept.length, GRAIN);
        int begin = kept.length;
        for (NewRows part : draft.made()) {
            int at = begin;
            long label = Long.parseLong(rows.classNames().get(part.label()));
            HostParallel.run((from, to) -> {
                for (int i = from; i < to; i++) {
                    for (int j = 0; j < width; j++) {
                        out.set((at + i) * width + j, part.value(rows, i, j));
                    }
                    outClasses[at + i] = label;
                }
            }, part.size(), GRAIN);
            begin += part.size();
        }
        return new ResampledTensors(out.tensor(features.shape().with(0, n)), Tensor.of(outClasses), kept,
                new MadeRows(draft.made(), rows.classNames()), before());
    }

    /** How many rows each class number had; empty if these are no numbers from 0 on. */
    private List<Integer> before() {
        long most = Arrays.stream(classes).max().orElse(0);
        if (most > MOST_CLASSES || Arrays.stream(classes).anyMatch(number -> number < 0)) {
            return List.of();
        }
        Integer[] counts = new Integer[(int) most + 1];
        Arrays.fill(counts, 0);
        for (long number : classes) {
            counts[(int) number]++;
        }
        return List.of(counts);
    }

    /** Numbers of the tensor's own type. */
    private interface Numbers {
        void set(int i, double value);

        Tensor tensor(Shape shape);
    }

    private record Doubles(double[] values) implements Numbers {
        Doubles(int size) {
            this(new double[size]);
        }

        @Override
        public void set(int i, double value) {
            values[i] = value;
        }

        @Override
        public Tensor tensor(Shape shape) {
            return Tensor.of(shape, values);
        }
    }

    private record Floats(float[] values) implements Numbers {
        Floats(int size) {
            this(new float[size]);
        }

        @Override
        public void set(int i, double value) {
            values[i] = (float) value;
        }

        @Override
        public Tensor tensor(Shape shape) {
            return Tensor.of(shape, values);
        }
    }
}
