package org.librate.core;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.function.Consumer;
import org.librate.core.kernel.Execution;
import org.librate.core.kernel.KernelOp;

/** Tensors from Java values. */
final class Creation {

    private Creation() {
    }

    static Tensor of(Shape shape, float[] values) {
        check(shape, values.length);
        return make(DType.FLOAT32, shape, y -> y.array().block().floats().put(y.array().start(), values), bytes -> bytes.asFloatBuffer().put(values));
    }

    static Tensor of(Shape shape, double[] values) {
        check(shape, values.length);
        return make(DType.FLOAT64, shape, y -> y.array().block().doubles().put(y.array().start(), values),
                bytes -> bytes.asDoubleBuffer().put(values));
    }

    static Tensor of(Shape shape, int[] values) {
        check(shape, values.length);
        return make(DType.INT32, shape, y -> y.array().block().ints().put(y.array().start(), values), bytes -> bytes.asIntBuffer().put(values));
    }

    static Tensor of(Shape shape, long[] values) {
        check(shape, values.length);
        return make(DType.INT64, shape, y -> y.array().block().longs().put(y.array().start(), values), bytes -> bytes.asLongBuffer().put(values));
    }

    static Tensor of(Shape shape, byte[] values) {
        check(shape, values.length);
        return ofBytes(DType.UINT8, shape, values);
    }

    static Tensor of(Shape shape, boolean[] values) {
        check(shape, values.length);
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (values[i] ? 1 : 0);
        }
        return ofBytes(DType.BOOL, shape, bytes);
    }

    static Tensor of(float[][] rows) {
        checkPresent(rows);
        int width = rows.length == 0 ? 0 : rows[0].length;
        float[] values = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            checkRow(i, rows[i].length, width);
            System.arraycopy(rows[i], 0, values, i * width, width);
        }
        return of(Shape.of(rows.length, width), values);
    }

    private static void checkPresent(Object[] rows) {
        for (int i = 0; i < rows.length; i++) {
            int row = i;
            Objects.requireNonNull(rows[i], () -> "Tensor.of: row " + row + " must not be null.");
        }
    }

    static Tensor of(double[][] rows) {
        checkPresent(rows);
        int width = rows.length == 0 ? 0 : rows[0].length;
        double[] values = new double[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            checkRow(i, rows[i].length, width);
            System.arraycopy(rows[i], 0, values, i * width, width);
        }
        return of(Shape.of(rows.length, width), values);
    }

    static Tensor full(DType dtype, Shape shape, double value) {
        return Compute.run("full", new KernelOp.Fill(value), dtype, shape);
    }

    static Tensor range(long n) {
        Check.require(n >= 0 && n <= Integer.MAX_VALUE, "range", "n must be in [0, " + Integer.MAX_VALUE + "]", n);
        long[] values = new long[(int) n];
        for (int i = 0; i < n; i++) {
            values[i] = i;
        }
        return of(Shape.of(n), values);
    }

    static Tensor linspace(double first, double last, int n) {
        Check.require(n >= 2, "linspace", "n must be >= 2", n);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) (first + (last - first) * i / (n - 1));
        }
        return of(Shape.of(n), values);
    }

    static Tensor eye(int n) {
        Check.notNegative("eye", "n", n);
        Check.require((long) n * n <= Integer.MAX_VALUE, "eye", "n must be <= 46340, which is what one tensor holds", n);
        float[] values = new float[n * n];
        for (int i = 0; i < n; i++) {
            values[i * n + i] = 1;
        }
        return of(Shape.of(n, n), values);
    }

    private static Tensor ofBytes(DType dtype, Shape shape, byte[] values) {
        return make(dtype, shape, y -> y.array().block().bytes().put(y.array().start(), values), bytes -> bytes.put(values));
    }

    /** Writes straight into new memory; inside a recorded step through a {@link Constant}, so that a replay can tell. */
    private static Tensor make(DType dtype, Shape shape, Consumer<Tensor> write, Consumer<ByteBuffer> copy) {
        Execution execution = Execution.current();
        if (execution.recorder() == null) {
            Tensor y = Tensor.allocate("of", dtype, shape);
            write.accept(y);
            return y;
        }
        ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(shape.size() * dtype.bytes())).order(ByteOrder.nativeOrder());
        copy.accept(content.duplicate().order(ByteOrder.nativeOrder()));
        return Compute.run("of", new Constant(content), dtype, shape);
    }

    private static void check(Shape shape, int count) {
        if (shape.size() != count) {
            throw new ShapeException("Tensor.of", "the shape must hold exactly the values given", "got " + count + " values", shape);
        }
    }

    private static void checkRow(int row, int length, int width) {
        if (length != width) {
            throw new IllegalArgumentException("Tensor.of: all rows must have one length, got " + width + " in row 0 and " + length + " in row " + row
                    + ".");
        }
    }
}
