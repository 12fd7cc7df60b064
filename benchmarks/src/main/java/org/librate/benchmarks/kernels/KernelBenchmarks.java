package org.librate.benchmarks.kernels;

import java.util.concurrent.TimeUnit;
import org.librate.benchmarks.Case;
import org.librate.benchmarks.Work;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The kernel cases under JMH, for our side alone: with its profilers, and its word on the spread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class KernelBenchmarks {

    /** The names of {@link KernelCases#all}; an annotation wants them spelt out. */
    @Param({
        "matmul 1024x1024x1024",
        "matmul 1024x1024x1024 backward",
        "matmul 64x784x256",
        "matmul 64x784x256 backward",
        "matmul 128x128x128",
        "matmul 128x128x128 backward",
        "tanh 4M",
        "tanh 4M backward",
        "exp 4M",
        "exp 4M backward",
        "sigmoid 4M",
        "sigmoid 4M backward",
        "softmax 1024x1024",
        "softmax 1024x1024 backward",
        "layer norm 1024x1024",
        "layer norm 1024x1024 backward",
        "column sums 1024x1024",
        "row sums 1024x1024",
        "batch norm 32x32x32x64",
        "batch norm 32x32x32x64 backward",
        "batch norm 32x32x32x64 inference",
        "conv 3x3 32x32x32x64 to 64",
        "conv 3x3 32x32x32x64 to 64 backward",
        "max-pool 2x2 32x32x32x64",
        "max-pool 2x2 32x32x32x64 backward",
        "dropout 4M",
        "dropout 4M backward",
        "embedding 10000x128",
        "embedding 10000x128 backward",
        "scatter-add into 10000x128",
        "adam 431080",
        "add 10 in place",
        "new array 64x784 in a step",
        "1000 chained adds eager",
        "1000 chained adds replayed",
        "mlp-small kernels",
        "lenet kernels",
        "lstm 50x32x64 to 128 forward and backward"
    })
    public String name = "";

    private Work work;

    @Setup
    public void prepare() {
        work = Case.named(name, KernelCases.all()).prepare();
    }

    @Benchmark
    public void kernel() {
        work.run();
    }

    @TearDown
    public void close() {
        work.close();
    }
}
