package org.librate.benchmarks.kernels;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.librate.benchmarks.Case;
import org.librate.benchmarks.Work;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.Arena;
import org.librate.core.kernel.BinaryFn;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.KernelSets;
import org.librate.core.kernel.Longs;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.RecurrentCell;
import org.librate.core.kernel.ReduceFn;
import org.librate.core.kernel.UnaryFn;
import org.librate.core.kernel.Window;

/**
 * Single kernels, forward and backward, and the kernel lists of two training steps; {@code peers/kernels.py} has the same under the same
 * names. A backward case runs only the backward kernels. Sums have none: their gradient is a broadcast, which the next kernel reads.
 */
public final class KernelCases {

    private static final int MILLIONS_4 = 1 << 22;
    private static final int SIDE = 1024;
    private static final double EPSILON = 1e-5;
    private static final double DROPOUT = 0.1;
    private static final int ADAM_SIZE = 431_080; // the lenet's parameters
    private static final int ROWS = 10_000;
    private static final int LOOKUPS = 2048;
    private static final int FEATURES = 128;

    private KernelCases() {
    }

    /** All cases, in the order they are reported. */
    public static Map<String, Case> all() {
        Map<String, Case> cases = new LinkedHashMap<>();
        for (int[] size : new int[][] {{1024, 1024, 1024}, {64, 784, 256}, {128, 128, 128}}) {
            String name = "matmul " + size[0] + "x" + size[1] + "x" + size[2];
            cases.put(name, () -> matmul(size[0], size[1], size[2]));
            cases.put(name + " backward", () -> matmulBackward(size[0], size[1], size[2]));
        }
        for (UnaryFn fn : List.of(UnaryFn.TANH, UnaryFn.EXP, UnaryFn.SIGMOID)) {
            String name = fn.name().toLowerCase(Locale.ROOT) + " 4M";
            cases.put(name, () -> unary(fn));
            cases.put(name + " backward", () -> unaryBackward(fn));
        }
        cases.put("softmax 1024x1024", () -> softmax().work());
        cases.put("softmax 1024x1024 backward", KernelCases::softmaxBackward);
        cases.put("layer norm 1024x1024", () -> new Norm(SIDE, SIDE).layer().work());
        cases.put("layer norm 1024x1024 backward", () -> new Norm(SIDE, SIDE).layerBackward());
        cases.put("column sums 1024x1024", () -> sums(0));
        cases.put("row sums 1024x1024", () -> sums(1));
        cases.put("batch norm 32x32x32x64", () -> new Norm(32, 32, 32, 64).batch().work());
        cases.put("batch norm 32x32x32x64 backward", () -> new Norm(32, 32, 32, 64).batchBackward());
        cases.put("batch norm 32x32x32x64 inference", () -> new Norm(32, 32, 32, 64).frozen());
        cases.put("conv 3x3 32x32x32x64 to 64", KernelCases::convolution);
        cases.put("conv 3x3 32x32x32x64 to 64 backward", KernelCases::convolutionBackward);
        cases.put("max-pool 2x2 32x32x32x64", () -> new MaxPool().forward().work());
        cases.put("max-pool 2x2 32x32x32x64 backward", () -> new MaxPool().backward());
        cases.put("dropout 4M", KernelCases::dropout);
        cases.put("dropout 4M backward", KernelCases::dropoutBackward);
        cases.put("embedding 10000x128", KernelCases::embedding);
        cases.put("embedding 10000x128 backward", KernelCases::embeddingBackward);
        cases.put("scatter-add into 10000x128", KernelCases::scatterAdd);
        cases.put("adam 431080", KernelCases::adam);
        cases.put("add 10 in place", KernelCases::addInPlace);
        cases.put("new array 64x784 in a step", KernelCases::newArray);
        cases.put("1000 chained adds eager", ChainedAdds::eager);
        cases.put("1000 chained adds replayed", ChainedAdds::replayed);
        cases.put("mlp-small kernels", TrainingSteps::mlpSmall);
        cases.put("lenet kernels", TrainingSteps::lenet);
        cases.put("lstm 50x32x64 to 128 forward and backward", KernelCases::lstm);
        return cases;
    }

    private static Work matmul(int m, int k, int n) {
        return Bare.of(product(false, false), List.of(Arrays.random(m, k), Arrays.random(k, n)), Arrays.empty(m, n)).work();
    }

    private static Work matmulBackward(int m, int k, int n) {
        NativeArray a = Arrays.random(m, k);
        NativeArray b = Arrays.random(k, n);
        NativeArray g = Arrays.random(m, n);
        return Bare.of(product(false, true), List.of(g, b), Arrays.empty(m, k))
                .then(product(true, false), List.of(a, g), Arrays.empty(k, n)).work();
    }

    private static KernelOp product(boolean transposeA, boolean transposeB) {
        return new KernelOp.Matmul(transposeA, transposeB, null);
    }

    private static Work unary(UnaryFn fn) {
        return Bare.of(new KernelOp.Unary(fn, 0, 0), List.of(Arrays.random(MILLIONS_4)), Arrays.empty(MILLIONS_4)).work();
    }

    private static Work unaryBackward(UnaryFn fn) {
        return Bare.of(new KernelOp.UnaryGradient(fn, 0, 0), List.of(Arrays.random(MILLIONS_4), Arrays.random(MILLIONS_4)), Arrays.empty(MILLIONS_4))
                .work();
    }

    private static Bare.Plan softmax() {
        return Bare.of(new KernelOp.Softmax(1, false), List.of(Arrays.random(SIDE, SIDE)), Arrays.empty(SIDE, SIDE));
    }

    private static Work softmaxBackward() {
        NativeArray y = Arrays.uniform(0, 2f / SIDE, SIDE, SIDE);
        return Bare.of(new KernelOp.SoftmaxGradient(1, false), List.of(Arrays.random(SIDE, SIDE), y), Arrays.empty(SIDE, SIDE)).work();
    }

    private static Work sums(int axis) {
        return Bare.of(new KernelOp.Reduce(ReduceFn.SUM, Longs.of((long) axis)), List.of(Arrays.random(SIDE, SIDE)), Arrays.empty(SIDE)).work();
    }

    /** Of 32 sequences of 50 steps; the batch comes first here, and time at PyTorch. */
    private static Work lstm() {
        KernelOp.Recurrent op = new KernelOp.Recurrent(RecurrentCell.LSTM, false, false, false, false, true);
        NativeArray x = Arrays.random(32, 50, 64);
        NativeArray weights = Arrays.uniform(-0.1f, 0.1f, 64, 512);
        NativeArray recurrent = Arrays.uniform(-0.1f, 0.1f, 128, 512);
        NativeArray bias = Arrays.random(512);
        NativeArray y = Arrays.empty(32, 50, 128);
        NativeArray kept = Arrays.empty(KernelSets.preferred().recurrentMemory(op, x.dtype(), x.shape(), 128));
        return Bare.of(op, List.of(x, weights, recurrent, bias), y, kept)
                .then(new KernelOp.RecurrentGradient(op), List.of(x, weights, recurrent, bias, y, kept, Arrays.random(32, 50, 128)),
                        Arrays.empty(32, 50, 64), Arrays.empty(64, 512), Arrays.empty(128, 512), Arrays.empty(512)).work();
    }

    private static Work convolution() {
        NativeArray x = Arrays.random(32, 32, 32, 64);
        NativeArray weights = Arrays.random(3, 3, 64, 64);
        return Bare.of(new KernelOp.Convolution(same3x3(), 1, null), List.of(x, weights, Arrays.random(64)), Arrays.empty(32, 32, 32, 64)).work();
    }

    private static Work convolutionBackward() {
        NativeArray x = Arrays.random(32, 32, 32, 64);
        NativeArray weights = Arrays.random(3, 3, 64, 64);
        NativeArray g = Arrays.random(32, 32, 32, 64);
        return Bare.of(new KernelOp.ConvolutionWeightGradient(same3x3(), 1), List.of(x, g), Arrays.empty(3, 3, 64, 64), Arrays.empty(64))
                .then(new KernelOp.ConvolutionDataGradient(same3x3(), 1), List.of(g, weights), Arrays.empty(32, 32, 32, 64)).work();
    }

    private static Window same3x3() {
        return new Window(3, 3, 1, 1, 1, 1, 1, 1, 1, 1);
    }

    /** With the mask that the backward pass reads, as in training. */
    private static Work dropout() {
        return Bare.of(new KernelOp.Dropout(DROPOUT), List.of(Arrays.random(MILLIONS_4), Arrays.longs(7, 1)), Arrays.empty(MILLIONS_4),
                Arrays.empty(MILLIONS_4)).work();
    }

    private static Work dropoutBackward() {
        NativeArray mask = Arrays.empty(MILLIONS_4);
        Bare.Plan forward = Bare.of(new KernelOp.Dropout(DROPOUT), List.of(Arrays.random(MILLIONS_4), Arrays.longs(7, 1)), Arrays.empty(MILLIONS_4),
                mask);
        return Bare.of(new KernelOp.Binary(BinaryFn.MULTIPLY), List.of(Arrays.random(MILLIONS_4), mask), Arrays.empty(MILLIONS_4)).after(forward)
                .work();
    }

    private static Work embedding() {
        return Bare.of(new KernelOp.Gather(0), List.of(Arrays.random(ROWS, FEATURES), Arrays.indices(LOOKUPS, ROWS)), Arrays.empty(LOOKUPS, FEATURES))
                .work();
    }

    /** As a step does it: the table's place among the gradients is cleared, then the rows are added. */
    private static Work embeddingBackward() {
        NativeArray table = Arrays.empty(ROWS, FEATURES);
        return Bare.of(new KernelOp.Fill(0), List.of(), table)
                .then(new KernelOp.ScatterAdd(0), List.of(Arrays.indices(LOOKUPS, ROWS), Arrays.random(LOOKUPS, FEATURES)), table).work();
    }

    private static Work scatterAdd() {
        return Bare.of(new KernelOp.ScatterAdd(0), List.of(Arrays.indices(LOOKUPS, ROWS), Arrays.random(LOOKUPS, FEATURES)),
                Arrays.zeros(ROWS, FEATURES)).work();
    }

    private static Work adam() {
        NativeArray rate = Arrays.uniform(TrainingSteps.RATE, TrainingSteps.RATE, 1);
        return Bare.of(new KernelOp.Adam(0.9, 0.999, 1e-8, 0), List.of(Arrays.random(ADAM_SIZE), rate, Arrays.longs(1)),
                Arrays.random(ADAM_SIZE), Arrays.zeros(ADAM_SIZE), Arrays.zeros(ADAM_SIZE)).work();
    }

    private static Work addInPlace() {
        NativeArray x = Arrays.random(10);
        return Bare.of(new KernelOp.Binary(BinaryFn.ADD), List.of(x, Arrays.random(10)), x).work();
    }

    private static Work newArray() {
        Arena arena = new Arena("new array");
        Shape shape = Shape.of(64, 784);
        return new Work() {
            @Nullable NativeArray last; // so that the compiler cannot leave the array out

            @Override public void run() {
                arena.reset();
                last = arena.carve(DType.FLOAT32, shape);
            }

            @Override public void close() {
                arena.close();
            }
        };
    }

    /** The memory of a norm over the last axis (layer) or over all others (batch). */
    private static final class Norm {
        final long[] shape;
        final long channels;
        final long rows;
        final NativeArray x;
        final NativeArray g;
        final NativeArray gamma;
        final NativeArray beta;

        Norm(long... shape) {
            this.shape = shape;
            this.x = Arrays.random(shape);
            this.g = Arrays.random(shape);
            this.channels = x.shape().last();
            this.rows = x.size() / channels;
            this.gamma = Arrays.random(channels);
            this.beta = Arrays.random(channels);
        }

        Bare.Plan layer() {
            return Bare.of(new KernelOp.LayerNorm(EPSILON, false), List.of(x, gamma, beta), Arrays.empty(shape), Arrays.empty(rows),
                    Arrays.empty(rows));
        }

        Work layerBackward() {
            return backward(new KernelOp.LayerNormGradient(EPSILON, false), rows);
        }

        Bare.Plan batch() {
            return Bare.of(new KernelOp.BatchNorm(EPSILON), List.of(x, gamma, beta), Arrays.empty(shape), Arrays.empty(channels),
                    Arrays.empty(channels));
        }

        Work batchBackward() {
            return backward(new KernelOp.BatchNormGradient(EPSILON), channels);
        }

        Work frozen() {
            return Bare.of(new KernelOp.FrozenBatchNorm(EPSILON), List.of(x, gamma, beta, mean(channels), variance(channels)), Arrays.empty(shape))
                    .work();
        }

        private Work backward(KernelOp op, long statistics) {
            return Bare.of(op, List.of(g, x, gamma, mean(statistics), variance(statistics)), Arrays.empty(shape), Arrays.empty(channels),
                    Arrays.empty(channels)).work();
        }

        /** Those of numbers in [0, 1), about. */
        private static NativeArray mean(long size) {
            return Arrays.uniform(0.5f, 0.5f, size);
        }

        private static NativeArray variance(long size) {
            return Arrays.uniform(1 / 12f, 1 / 12f, size);
        }
    }

    private static final class MaxPool {
        final Window window = new Window(2, 2, 2, 2, 1, 1, 0, 0, 0, 0);
        final NativeArray positions = NativeArray.allocate(DType.UINT8, Shape.of(32, 16, 16, 64));

        Bare.Plan forward() {
            return Bare.of(new KernelOp.MaxPool(window), List.of(Arrays.random(32, 32, 32, 64)), Arrays.empty(32, 16, 16, 64), positions);
        }

        Work backward() {
            return Bare.of(new KernelOp.MaxPoolGradient(window), List.of(Arrays.random(32, 16, 16, 64), positions), Arrays.empty(32, 32, 32, 64))
                    .after(forward()).work();
        }
    }
}
