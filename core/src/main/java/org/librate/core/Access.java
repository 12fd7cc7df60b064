package org.librate.core;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.librate.core.kernel.Block;
import org.librate.core.kernel.Execution;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.Recorder;

/** Reading tensors into Java values, and writing them. */
final class Access {

    private Access() {
    }

    /** Memory that Java may look at. A step that looks at values may decide by them, so it is not replayed. */
    private static NativeArray read(Tensor x) {
        Recorder recorder = Execution.current().recorder();
        if (recorder != null) {
            recorder.cannotReplay("it reads the values of " + x.name() + " " + x.shape() + " while it runs");
        }
        return x.array();
    }

    static float[] floats(Tensor x) {
        NativeArray array = read(x);
        float[] values = new float[(int) x.size()];
        if (x.dtype() == DType.FLOAT32) {
            array.block().floats().get(array.start(), values);
        } else {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) element(array, i);
            }
        }
        Reference.reachabilityFence(array); // its buffer alone does not keep the memory
        return values;
    }

    static double[] doubles(Tensor x) {
        NativeArray array = read(x);
        double[] values = new double[(int) x.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = element(array, i);
        }
        Reference.reachabilityFence(array);
        return values;
    }

    static int[] ints(Tensor x) {
        NativeArray array = read(x);
        int[] values = new int[(int) x.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = x.dtype() == DType.INT64 ? narrowed(x, array.block().longs().get(array.start() + i)) : (int) element(array, i);
        }
        Reference.reachabilityFence(array);
        return values;
    }

    private static int narrowed(Tensor x, long value) {
        if (value != (int) value) {
            throw new ArithmeticException("toInts: every element must fit an int, got " + value + " in " + x.name() + " " + x.shape()
                    + ". Use toLongs().");
        }
        return (int) value;
    }

    static long[] longs(Tensor x) {
        NativeArray array = read(x);
        long[] values = new long[(int) x.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = x.dtype() == DType.INT64 ? array.block().longs().get(array.start() + i) : (long) element(array, i);
        }
        Reference.reachabilityFence(array);
        return values;
    }

    static boolean[] booleans(Tensor x) {
        NativeArray array = read(x);
        boolean[] values = new boolean[(int) x.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = element(array, i) != 0;
        }
        Reference.reachabilityFence(array);
        return values;
    }

    static double item(Tensor x) {
        if (x.size() != 1) {
            throw new ShapeException("item", "a tensor must hold exactly one element", "got " + x.size() + ". Use get(index) or toArray()",
                    x.shape());
        }
        return element(read(x), 0);
    }

    static double get(Tensor x, long... index) {
        Shape shape = x.shape();
        if (index.length != shape.rank()) {
            throw new ShapeException("get", "one index for each axis", "got " + Arrays.toString(index), shape);
        }
        long[] strides = shape.strides();
        long at = 0;
        for (int axis = 0; axis < index.length; axis++) {
            long i = index[axis] < 0 ? index[axis] + shape.dim(axis) : index[axis];
            if (i < 0 || i >= shape.dim(axis)) {
                throw new ShapeException("get", "index " + index[axis] + " is outside axis " + axis, "which has length " + shape.dim(axis), shape);
            }
            at += i * strides[axis];
        }
        return element(read(x), (int) at);
    }

    /** One element of any type as a double, without looking at recorders: for printing. */
    static double element(NativeArray array, int i) {
        Block block = array.block();
        int at = array.start() + i;
        return switch (array.dtype()) {
            case FLOAT32 -> block.floats().get(at);
            case FLOAT64 -> block.doubles().get(at);
            case INT32 -> block.ints().get(at);
            case INT64 -> block.longs().get(at);
            case UINT8 -> block.bytes().get(at) & 0xff;
            case BOOL -> block.bytes().get(at);
        };
    }

    static void assign(Tensor x, Tensor values) {
        if (x.dtype() != values.dtype()) {
            throw new IllegalArgumentException("assign: both tensors must have one type, got " + x.dtype() + " and " + values.dtype()
                    + ". Use cast().");
        }
        if (!x.shape().equals(values.shape())) {
            throw new ShapeException("assign", "both tensors must have one shape", "", x.shape(), values.shape());
        }
        Compute.copyInto(x, values);
    }

    static void assign(Tensor x, float[] values) {
        NativeArray array = written(x, values.length);
        switch (x.dtype()) {
            case FLOAT32 -> array.block().floats().put(array.start(), values);
            case FLOAT64 -> {
                for (int i = 0; i < values.length; i++) {
                    array.block().doubles().put(array.start() + i, values[i]);
                }
            }
            default -> throw wrongType(x, "float");
        }
        Reference.reachabilityFence(array);
    }

    static void assign(Tensor x, double[] values) {
        NativeArray array = written(x, values.length);
        switch (x.dtype()) {
            case FLOAT32 -> {
                for (int i = 0; i < values.length; i++) {
                    array.block().floats().put(array.start() + i, (float) values[i]);
                }
            }
            case FLOAT64 -> array.block().doubles().put(array.start(), values);
            default -> throw wrongType(x, "double");
        }
        Reference.reachabilityFence(array);
    }

    static void assign(Tensor x, int[] values) {
        NativeArray array = written(x, values.length);
        switch (x.dtype()) {
            case INT32 -> array.block().ints().put(array.start(), values);
            case INT64 -> {
                for (int i = 0; i < values.length; i++) {
                    array.block().longs().put(array.start() + i, values[i]);
                }
            }
            case FLOAT32 -> {
                for (int i = 0; i < values.length; i++) {
                    array.block().floats().put(array.start() + i, values[i]);
                }
            }
            case FLOAT64 -> {
                for (int i = 0; i < values.length; i++) {
                    array.block().doubles().put(array.start() + i, values[i]);
                }
            }
            default -> throw wrongType(x, "int");
        }
        Reference.reachabilityFence(array);
    }

    static void assign(Tensor x, long[] values) {
        NativeArray array = written(x, values.length);
        if (x.dtype() != DType.INT64) {
            throw wrongType(x, "long");
        }
        array.block().longs().put(array.start(), values);
    }

    private static IllegalArgumentException wrongType(Tensor x, String values) {
        return new IllegalArgumentException("assign: " + x.name() + " " + x.shape() + " is " + x.dtype() + " and cannot take " + values
                + " values. Assign a tensor of its type.");
    }

    private static NativeArray written(Tensor x, int count) {
        if (x.size() != count) {
            throw new ShapeException("assign", "as many values as the tensor has elements", "got " + count, x.shape());
        }
        Recorder recorder = Execution.current().recorder();
        if (recorder != null) {
            recorder.cannotReplay("it assigns Java values to " + x.name() + " " + x.shape() + " while it runs");
        }
        return x.array();
    }

    /** A copy that the user asked for: each run makes another, so a step that does this is not replayed. */
    static Tensor keep(Tensor x) {
        Recorder recorder = Execution.current().recorder();
        if (recorder != null) {
            recorder.cannotReplay("it keeps " + x.name() + " " + x.shape() + " while it runs");
        }
        return lasting(x);
    }

    static Tensor lasting(Tensor x) {
        NativeArray from = x.array();
        return Execution.current().outsideStep(() -> {
            Tensor copy = Tensor.allocate(x.name(), x.dtype(), x.shape());
            NativeArray to = copy.array();
            int bytes = (int) x.size() * x.dtype().bytes();
            to.block().bytes().put(to.start() * x.dtype().bytes(), from.block().bytes(), from.start() * x.dtype().bytes(), bytes);
            Reference.reachabilityFence(from);
            return copy;
        });
    }
}
