package org.librate.core.kernel.nd4j;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.librate.core.Shape;
import org.librate.core.kernel.BinaryFn;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.UnaryFn;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Matrix products, one BLAS call for each pair of matrices. */
final class Nd4jMatmul {

    private Nd4jMatmul() {
    }

    static Call matmul(KernelOp.Matmul op, NativeArray a, NativeArray b, @Nullable NativeArray bias, NativeArray y) {
        boolean nothingToSum = a.size() == 0; // inner axes of length 0
        List<Runnable> products = nothingToSum ? List.of(Nd4jFilling.fill(new KernelOp.Fill(0), y)::run) : products(op, a, b, y);
        Call finish = finish(bias, op.activation(), y);
        return HeldCall.of(() -> {
            products.forEach(Runnable::run);
            finish.run();
        }, a, b, bias, y);
    }

    static Call tiled(KernelOp.TiledProducts op, NativeArray a, NativeArray b, NativeArray y, NativeArray top) {
        Call products = matmul(new KernelOp.Matmul(false, false, null), a, b, null, y);
        int n = (int) y.shape().last();
        return HeldCall.of(() -> {
            products.run();
            FloatBuffer from = y.block().floats();
            FloatBuffer to = top.block().floats();
            for (int i = 0; i < top.size(); i++) {
                int first = y.start() + i / n * op.tile() * n + i % n;
                float largest = from.get(first);
                for (int row = 1; row < op.tile(); row++) {
                    largest = Math.max(largest, from.get(first + row * n));
                }
                to.put(top.start() + i, largest);
            }
        }, y, top);
    }

    private static List<Runnable> products(KernelOp.Matmul op, NativeArray a, NativeArray b, NativeArray y) {
        long rowsA = a.shape().dim(-2);
        long columnsA = a.shape().last();
        long rowsB = b.shape().dim(-2);
        long columnsB = b.shape().last();
        long m = y.shape().dim(-2);
        long n = y.shape().last();
        if (b.shape().rank() == 2 && !op.transposeA()) { // one matrix of many rows
            long rows = y.size() / n;
            return List.of(product(false, op.transposeB(), 0, a, 0, rows, columnsA, b, 0, rowsB, columnsB, y, 0, rows, n));
        }
        List<Runnable> products = new ArrayList<>();
        Shape batch = leading(y.shape());
        StridedLoop.broadcast(batch, leading(a.shape()), leading(b.shape()), batch).forEachRow((at, step, count) -> {
            for (long i = 0; i < count; i++) {
                products.add(product(op.transposeA(), op.transposeB(), 0,
                        a, (at[0] + i * step[0]) * rowsA * columnsA, rowsA, columnsA,
                        b, (at[1] + i * step[1]) * rowsB * columnsB, rowsB, columnsB,
                        y, (at[2] + i * step[2]) * m * n, m, n));
            }
        });
        return products;
    }

    private static Shape leading(Shape shape) {
        return shape.slice(0, shape.rank() - 2);
    }

    /**
     * {@code y = a · b + beta · y} for row-major matrices that start at the given elements. BLAS is column-major, to which each of
     * them looks like its transpose; so it is asked for {@code yᵀ = bᵀ · aᵀ}.
     */
    static Runnable product(boolean transposeA, boolean transposeB, double beta, NativeArray a, long startA, long rowsA, long columnsA,
            NativeArray b, long startB, long rowsB, long columnsB, NativeArray y, long startY, long m, long n) {
        INDArray left = Nd4jMemory.transposed(b, startB, rowsB, columnsB);
        INDArray right = Nd4jMemory.transposed(a, startA, rowsA, columnsA);
        INDArray out = Nd4jMemory.transposed(y, startY, m, n);
        return () -> Nd4j.gemm(left, right, out, transposeB, transposeA, 1, beta);
    }

    /** Adds the bias and applies the activation, in place. */
    static Call finish(@Nullable NativeArray bias, @Nullable UnaryFn activation, NativeArray y) {
        Call add = bias == null ? Call.NOTHING : Nd4jBinary.binary(new KernelOp.Binary(BinaryFn.ADD), y, bias, y);
        Call activate = activation == null ? Call.NOTHING : Nd4jUnary.unary(new KernelOp.Unary(activation, 0, 0), y, y);
        return HeldCall.of(() -> {
            add.run();
            activate.run();
        }, y);
    }
}
