package org.librate.core.kernel.nd4j;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.librate.core.Shape;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Longs;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.ReduceFn;
import org.librate.core.kernel.Window;

/**
 * Convolution as a sum over the positions of the kernel: the part of the padded input that a position sees, as a matrix
 * [pixels, in], times the weights of that position, [in, out]. Its gradients are the same sum, read the other way.
 *
 * <p>Strides, dilation and padding only choose the part; each group works on its own channels. Parts are copied, so that every
 * matrix is contiguous.
 */
final class Nd4jConvolution {

    private final Window window;
    private final int groups;
    private final NativeArray weights;
    private final Shape image; // [n, h, w, in]
    private final Shape padded;
    private final Shape result; // [n, h', w', out]
    private final long in; // channels of one group
    private final long out;
    private final long pixels;

    private Nd4jConvolution(Window window, int groups, NativeArray x, NativeArray weights, NativeArray y) {
        this.window = window;
        this.groups = groups;
        this.weights = weights;
        this.image = x.shape();
        this.result = y.shape();
        this.padded = image.with(1, image.dim(1) + window.top() + window.bottom()).with(2, image.dim(2) + window.left() + window.right());
        this.in = image.last() / groups;
        this.out = result.last() / groups;
        this.pixels = result.size() / result.last();
    }

    static Call forward(KernelOp.Convolution op, NativeArray x, NativeArray weights, @Nullable NativeArray bias, NativeArray y) {
        List<Call> steps = new Nd4jConvolution(op.window(), op.groups(), x, weights, y).forward(x, y);
        steps.add(Nd4jMatmul.finish(bias, op.activation(), y));
        return inOrder(steps, x, weights, bias, y);
    }

    static Call dataGradient(KernelOp.ConvolutionDataGradient op, NativeArray g, NativeArray weights, NativeArray dx) {
        return inOrder(new Nd4jConvolution(op.window(), op.groups(), dx, weights, g).dataGradient(g, dx), g, weights, dx);
    }

    static Call weightGradient(KernelOp.ConvolutionWeightGradient op, NativeArray x, NativeArray g, NativeArray dWeights,
            @Nullable NativeArray dBias) {
        List<Call> steps = new Nd4jConvolution(op.window(), op.groups(), x, dWeights, g).weightGradient(x, g);
        if (dBias != null) {
            steps.add(Nd4jReductions.reduce(new KernelOp.Reduce(ReduceFn.SUM, Longs.of(0L, 1, 2)), g, dBias));
        }
        return inOrder(steps, x, g, dWeights, dBias);
    }

    private static Call inOrder(List<Call> steps, @Nullable NativeArray... held) {
        return HeldCall.of(() -> steps.forEach(Call::run), held);
    }

    private List<Call> forward(NativeArray x, NativeArray y) {
        NativeArray wide = NativeArray.allocate(x.dtype(), padded);
        NativeArray seen = NativeArray.allocate(x.dtype(), Shape.of(pixels, in));
        NativeArray part = NativeArray.allocate(x.dtype(), Shape.of(in, out));
        NativeArray sum = NativeArray.allocate(x.dtype(), Shape.of(pixels, out));
        List<Call> steps = new ArrayList<>(List.of(zero(wide),
                StridedCopy.copyBox(interior(image.strides(), 0, padded.strides(), inside()), x, wide)));
        for (int group = 0; group < groups; group++) {
            steps.add(zero(sum));
            for (int position = 0; position < window.area(); position++) {
                steps.add(StridedCopy.copyBox(view(position, group, true), wide, seen));
                steps.add(StridedCopy.copyBox(weightsOf(position, group, true), weights, part));
                steps.add(product(false, false, 1, seen, part, sum));
            }
            steps.add(StridedCopy.copyBox(outputOf(group, false), sum, y));
        }
        return steps;
    }

    private List<Call> dataGradient(NativeArray g, NativeArray dx) {
        NativeArray wide = NativeArray.allocate(g.dtype(), padded);
        NativeArray seen = NativeArray.allocate(g.dtype(), Shape.of(pixels, in));
        NativeArray part = NativeArray.allocate(g.dtype(), Shape.of(in, out));
        NativeArray incoming = NativeArray.allocate(g.dtype(), Shape.of(pixels, out));
        List<Call> steps = new ArrayList<>(List.of(zero(wide)));
        for (int group = 0; group < groups; group++) {
            steps.add(StridedCopy.copyBox(outputOf(group, true), g, incoming));
            for (int position = 0; position < window.area(); position++) {
                steps.add(StridedCopy.copyBox(weightsOf(position, group, true), weights, part));
                steps.add(product(false, true, 0, incoming, part, seen));
                steps.add(StridedCopy.addBox(view(position, group, false), seen, wide));
            }
        }
        steps.add(StridedCopy.copyBox(interior(padded.strides(), inside(), image.strides(), 0), wide, dx));
        return steps;
    }

    private List<Call> weightGradient(NativeArray x, NativeArray g) {
        NativeArray wide = NativeArray.allocate(x.dtype(), padded);
        NativeArray seen = NativeArray.allocate(x.dtype(), Shape.of(pixels, in));
        NativeArray part = NativeArray.allocate(x.dtype(), Shape.of(in, out));
        NativeArray incoming = NativeArray.allocate(x.dtype(), Shape.of(pixels, out));
        List<Call> steps = new ArrayList<>(List.of(zero(wide),
                StridedCopy.copyBox(interior(image.strides(), 0, padded.strides(), inside()), x, wide)));
        for (int group = 0; group < groups; group++) {
            steps.add(StridedCopy.copyBox(outputOf(group, true), g, incoming));
            for (int position = 0; position < window.area(); position++) {
                steps.add(StridedCopy.copyBox(view(position, group, true), wide, seen));
                steps.add(product(true, false, 0, seen, incoming, part));
                steps.add(StridedCopy.copyBox(weightsOf(position, group, false), part, weights));
            }
        }
        return steps;
    }

    private static Call zero(NativeArray array) {
        return Nd4jFilling.fill(new KernelOp.Fill(0), array);
    }

    private static Call product(boolean flipA, boolean flipB, double beta, NativeArray a, NativeArray b, NativeArray y) {
        Runnable work = Nd4jMatmul.product(flipA, flipB, beta, a, 0, a.shape().dim(0), a.shape().dim(1),
                b, 0, b.shape().dim(0), b.shape().dim(1), y, 0, y.shape().dim(0), y.shape().dim(1));
        return HeldCall.of(work, a, b, y);
    }

    /** Where the image begins in the padded image. */
    private long inside() {
        return window.top() * padded.strides()[1] + window.left() * padded.strides()[2];
    }

    private KernelOp.CopyBox interior(long[] fromStrides, long from, long[] toStrides, long to) {
        return new KernelOp.CopyBox(Longs.of(image.toArray()), from, Longs.of(fromStrides), to, Longs.of(toStrides));
    }

    /** What a kernel position sees of the padded image, one group's channels: to a matrix [pixels, in], or back from it. */
    private KernelOp.CopyBox view(int position, int group, boolean toMatrix) {
        long[] stride = padded.strides();
        long start = position / window.width() * window.dilationHeight() * stride[1]
                + position % window.width() * window.dilationWidth() * stride[2] + group * in;
        Longs walk = Longs.of(stride[0], stride[1] * window.strideHeight(), stride[2] * window.strideWidth(), 1);
        return box(result.withLast(in), start, walk, toMatrix);
    }

    private KernelOp.CopyBox weightsOf(int position, int group, boolean toMatrix) {
        return box(Shape.of(in, out), position * in * result.last() + group * out, Longs.of(result.last(), 1), toMatrix);
    }

    private KernelOp.CopyBox outputOf(int group, boolean toMatrix) {
        return box(Shape.of(pixels, out), group * out, Longs.of(result.last(), 1), toMatrix);
    }

    /** Between a strided part and a contiguous array of the same sizes. */
    private static KernelOp.CopyBox box(Shape sizes, long start, Longs strides, boolean toMatrix) {
        Longs plain = Longs.of(sizes.strides());
        return toMatrix ? new KernelOp.CopyBox(Longs.of(sizes.toArray()), start, strides, 0, plain)
                : new KernelOp.CopyBox(Longs.of(sizes.toArray()), 0, plain, start, strides);
    }
}
