package org.librate.core.kernel.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.librate.core.kernel.nd4j.Memory.FLOATING;
import static org.librate.core.kernel.nd4j.Memory.assertClose;
import static org.librate.core.kernel.nd4j.Memory.garbage;
import static org.librate.core.kernel.nd4j.Memory.in;
import static org.librate.core.kernel.nd4j.Memory.positions;
import static org.librate.core.kernel.nd4j.Memory.read;
import static org.librate.core.kernel.nd4j.Memory.run;
import static org.librate.core.kernel.nd4j.Memory.uniform;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

class NormalizationTest {

    private static final double EPSILON = 1e-3;

    /** A norm, and which statistic an element belongs to. */
    record Norm(String name, Shape shape, Shape statistics, KernelOp forward, KernelOp gradient, boolean rootMeanSquare, boolean shifts) {

        int statistic(int[] position) {
            int channel = position[position.length - 1];
            return switch (name) {
                case "batch" -> channel;
                case "group" -> position[0] * (int) statistics.last() + channel / (int) (shape.last() / statistics.last());
                default -> Memory.flat(shape.withLast(1), position);
            };
        }
    }

    static Stream<Norm> norms() {
        return Stream.of(Shape.of(4, 6), Shape.of(3, 2, 6), Shape.of(2, 3, 4, 6)).flatMap(shape -> Stream.of(
                new Norm("batch", shape, Shape.of(6), new KernelOp.BatchNorm(EPSILON), new KernelOp.BatchNormGradient(EPSILON), false, true),
                new Norm("layer", shape, shape.without(-1), new KernelOp.LayerNorm(EPSILON, false), new KernelOp.LayerNormGradient(EPSILON, false),
                        false, true),
                new Norm("layer", shape, shape.without(-1), new KernelOp.LayerNorm(EPSILON, false), new KernelOp.LayerNormGradient(EPSILON, false),
                        false, false),
                new Norm("rms", shape, shape.without(-1), new KernelOp.LayerNorm(EPSILON, true), new KernelOp.LayerNormGradient(EPSILON, true), true,
                        false),
                new Norm("group", shape, Shape.of(shape.dim(0), 3), new KernelOp.GroupNorm(3, EPSILON), new KernelOp.GroupNormGradient(3, EPSILON),
                        false, true),
                new Norm("group", shape, Shape.of(shape.dim(0), 1), new KernelOp.GroupNorm(1, EPSILON), new KernelOp.GroupNormGradient(1, EPSILON),
                        false, true)));
    }

    private record Result(double[] y, double[] mean, double[] variance) {
    }

    private static Result expected(Norm norm, double[] x, double[] gamma, double @Nullable [] beta) {
        int statistics = (int) norm.statistics().size();
        double[] mean = new double[statistics];
        double[] variance = new double[statistics];
        double share = (double) statistics / x.length;
        int[][] positions = positions(norm.shape());
        for (int i = 0; i < x.length && !norm.rootMeanSquare(); i++) {
            mean[norm.statistic(positions[i])] += x[i] * share;
        }
        for (int i = 0; i < x.length; i++) {
            int s = norm.statistic(positions[i]);
            variance[s] += (x[i] - mean[s]) * (x[i] - mean[s]) * share;
        }
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int s = norm.statistic(positions[i]);
            int channel = i % gamma.length;
            y[i] = gamma[channel] * (x[i] - mean[s]) / Math.sqrt(variance[s] + EPSILON) + (beta == null ? 0 : beta[channel]);
        }
        return new Result(y, mean, variance);
    }

    @ParameterizedTest
    @MethodSource("norms")
    void elementsAreNormalisedByTheStatisticsTheyShare(Norm norm) {
        for (DType dtype : FLOATING) {
            NativeArray x = uniform(dtype, norm.shape(), 1);
            NativeArray gamma = uniform(dtype, Shape.of(6), 2);
            NativeArray beta = uniform(dtype, Shape.of(6), 3);
            NativeArray y = garbage(dtype, norm.shape());
            NativeArray mean = garbage(dtype, norm.statistics());
            NativeArray variance = garbage(dtype, norm.statistics());
            run(norm.forward(), norm.shifts() ? in(x, gamma, beta) : in(x, gamma), y, mean, variance);
            Result expected = expected(norm, read(x), read(gamma), norm.shifts() ? read(beta) : null);
            assertClose(y, expected.y(), 16, norm.name());
            assertClose(variance, expected.variance(), 16, norm.name() + " variance");
            if (norm.rootMeanSquare()) {
                assertThat(read(mean)).containsOnly(Double.NaN); // not written
            } else {
                assertClose(mean, expected.mean(), 16, norm.name() + " mean");
            }
            if (norm.name().equals("batch")) {
                NativeArray again = garbage(dtype, norm.shape());
                run(new KernelOp.FrozenBatchNorm(EPSILON), in(x, gamma, beta, mean, variance), again);
                assertClose(again, expected.y(), 16, "frozen batch norm");
            }
        }
    }

    /** Against central differences of Σ g y, taken in double precision. */
    @ParameterizedTest
    @MethodSource("norms")
    void gradientsMatchDifferences(Norm norm) {
        for (DType dtype : FLOATING) {
            NativeArray x = uniform(dtype, norm.shape(), 1);
            NativeArray gamma = uniform(dtype, Shape.of(6), 2);
            NativeArray g = uniform(dtype, norm.shape(), 4);
            Result forward = expected(norm, read(x), read(gamma), null);
            NativeArray mean = Memory.array(dtype, norm.statistics(), forward.mean());
            NativeArray variance = Memory.array(dtype, norm.statistics(), forward.variance());
            NativeArray dx = garbage(dtype, norm.shape());
            NativeArray dGamma = garbage(dtype, Shape.of(6));
            NativeArray dBeta = garbage(dtype, Shape.of(6));
            run(norm.gradient(), in(g, x, gamma, mean, variance), norm.shifts() ? in(dx, dGamma, dBeta) : in(dx, dGamma));
            double slack = dtype == DType.FLOAT32 ? 2e-4 : 1e-6;
            double[] at = read(x);
            double[] scale = read(gamma);
            double[] shift = new double[6];
            for (int i = 0; i < at.length; i++) {
                assertThat(read(dx)[i]).as("%s dx", norm.name()).isCloseTo(difference(norm, read(g), at, at, i, scale, shift), within(slack));
            }
            for (int i = 0; i < 6; i++) {
                assertThat(read(dGamma)[i]).as("%s dγ", norm.name()).isCloseTo(difference(norm, read(g), scale, at, i, scale, shift), within(slack));
                if (norm.shifts()) {
                    assertThat(read(dBeta)[i]).as("%s dβ", norm.name())
                            .isCloseTo(difference(norm, read(g), shift, at, i, scale, shift), within(slack));
                }
            }
        }
    }

    private static double difference(Norm norm, double[] g, double[] moved, double[] x, int i, double[] gamma, double[] beta) {
        double h = 1e-5;
        double value = moved[i];
        moved[i] = value + h;
        double[] up = expected(norm, x, gamma, beta).y();
        moved[i] = value - h;
        double[] down = expected(norm, x, gamma, beta).y();
        moved[i] = value;
        double sum = 0;
        for (int k = 0; k < g.length; k++) {
            sum += g[k] * (up[k] - down[k]) / (2 * h);
        }
        return sum;
    }
}
