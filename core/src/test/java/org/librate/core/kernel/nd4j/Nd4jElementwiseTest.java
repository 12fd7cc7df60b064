package org.librate.core.kernel.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.librate.core.kernel.nd4j.Memory.FLOATING;
import static org.librate.core.kernel.nd4j.Memory.array;
import static org.librate.core.kernel.nd4j.Memory.assertClose;
import static org.librate.core.kernel.nd4j.Memory.flat;
import static org.librate.core.kernel.nd4j.Memory.garbage;
import static org.librate.core.kernel.nd4j.Memory.in;
import static org.librate.core.kernel.nd4j.Memory.positions;
import static org.librate.core.kernel.nd4j.Memory.read;
import static org.librate.core.kernel.nd4j.Memory.run;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.BinaryFn;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Longs;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.UnaryFn;

class Nd4jElementwiseTest {

    private static final double[] ANY = {Double.NEGATIVE_INFINITY, -1000, -100, -20, -3.7, -2.5, -1, -0.5, -1e-3, -1e-8, 0, 1e-8, 1e-3, 0.3, 0.5, 1,
            1.5, 2.5, 3.7, 20, 100, 1000, Double.NaN, Double.POSITIVE_INFINITY};
    private static final double[] POSITIVE = {1e-8, 1e-3, 0.3, 0.5, 1, 1.5, 2.5, 3.7, 20, 100, 1000, Double.NaN, Double.POSITIVE_INFINITY};

    @ParameterizedTest
    @EnumSource(UnaryFn.class)
    void functionsMatchTheirDefinition(UnaryFn fn) {
        double a = fn == UnaryFn.CLIP ? -0.5 : fn == UnaryFn.POWER ? 2.5 : 0.3;
        double b = fn == UnaryFn.CLIP ? 1.5 : 0.7;
        for (DType dtype : FLOATING) {
            NativeArray x = input(fn, dtype);
            NativeArray y = garbage(dtype, x.shape());
            run(new KernelOp.Unary(fn, a, b), in(x), y);
            double[] expected = DoubleStream.of(read(x)).map(v -> Scalars.f(fn, v, a, b)).toArray();
            assertClose(y, expected, 64, fn.toString());
            run(new KernelOp.Unary(fn, a, b), in(x), x);
            assertThat(read(x)).as("%s in place", fn).containsExactly(read(y));
        }
    }

    /** Against central differences of the definition. */
    @ParameterizedTest
    @EnumSource(UnaryFn.class)
    void slopesMatchDifferences(UnaryFn fn) {
        if (fn.slopeFrom() != UnaryFn.Slope.INPUT && fn.slopeFrom() != UnaryFn.Slope.OUTPUT) {
            return;
        }
        double a = fn == UnaryFn.CLIP ? -0.5 : fn == UnaryFn.POWER ? 2.5 : 0.3;
        double b = fn == UnaryFn.CLIP ? 1.5 : 0.7;
        for (DType dtype : FLOATING) {
            double[] points = fn == UnaryFn.POWER || fn == UnaryFn.LOG || fn == UnaryFn.SQRT || fn == UnaryFn.RSQRT || fn == UnaryFn.LOG1P
                    ? new double[] {0.2, 0.7, 1.9, 4, 30} : new double[] {-30, -4, -1.9, -0.7, -0.2, 0.2, 0.7, 1.9, 4, 30};
            NativeArray x = array(dtype, Shape.of(points.length), points);
            NativeArray from = x;
            if (fn.slopeFrom() == UnaryFn.Slope.OUTPUT) {
                from = garbage(dtype, x.shape());
                run(new KernelOp.Unary(fn, a, b), in(x), from);
            }
            NativeArray g = array(dtype, x.shape(), DoubleStream.of(points).map(v -> 1.5).toArray());
            NativeArray dx = garbage(dtype, x.shape());
            run(new KernelOp.UnaryGradient(fn, a, b), in(g, from), dx);
            double[] actual = read(dx);
            for (int i = 0; i < points.length; i++) {
                double h = 1e-6 * Math.max(1, Math.abs(points[i]));
                double slope = 1.5 * (Scalars.f(fn, points[i] + h, a, b) - Scalars.f(fn, points[i] - h, a, b)) / (2 * h);
                assertThat(actual[i]).as("%s' at %s", fn, points[i])
                        .isCloseTo(slope, offset((dtype == DType.FLOAT32 ? 1e-5 : 1e-6) * Math.max(1, Math.abs(slope))));
            }
        }
    }

    /** ND4J takes other paths for single elements, and several threads for many. */
    @ParameterizedTest
    @EnumSource(UnaryFn.class)
    void oneElementAndManyAreTreatedAlike(UnaryFn fn) {
        for (DType dtype : FLOATING) {
            for (Shape shape : new Shape[] {Shape.scalar(), Shape.of(1), Shape.of(1, 1), Shape.of(3, 1, 7), Shape.of(101, 997)}) {
                NativeArray x = some(dtype, shape, 5);
                NativeArray y = garbage(dtype, shape);
                run(new KernelOp.Unary(fn, 0.4, 2), in(x), y);
                double[] v = read(x);
                int[] probes = {0, v.length / 3, v.length / 2, v.length - 1};
                double[] actual = read(y);
                for (int i : probes) {
                    double expected = Scalars.f(fn, v[i], 0.4, 2);
                    assertThat(actual[i]).as("%s of %s", fn, shape).isCloseTo(expected, offset(1e-5 * Math.max(1, Math.abs(expected))));
                }
                assertThat(Arrays.stream(actual).allMatch(Double::isFinite)).as("%s of %s writes everything", fn, shape).isTrue();
            }
        }
    }

    @Test
    void manyElementsAreBroadcastInThreads() {
        for (DType dtype : FLOATING) {
            for (Shape[] pair : new Shape[][] {{Shape.of(311, 1), Shape.of(1, 401)}, {Shape.of(311, 401), Shape.of(401)},
                    {Shape.of(311, 401), Shape.scalar()}, {Shape.of(311, 1), Shape.of(311, 401)}, {Shape.of(31, 11, 401), Shape.of(31, 1, 401)}}) {
                NativeArray a = some(dtype, pair[0], 1);
                NativeArray b = some(dtype, pair[1], 2);
                Shape shape = Shape.broadcast("test", pair[0], pair[1]);
                double[] left = read(a);
                double[] right = read(b);
                for (BinaryFn fn : new BinaryFn[] {BinaryFn.ADD, BinaryFn.DIVIDE, BinaryFn.MAXIMUM, BinaryFn.LESS}) {
                    NativeArray y = garbage(fn.isComparison() ? DType.BOOL : dtype, shape);
                    run(new KernelOp.Binary(fn), in(a, b), y);
                    assertClose(y, Arrays.stream(positions(shape))
                            .mapToDouble(p -> Scalars.f(fn, left[flat(pair[0], p)], right[flat(pair[1], p)], true)).toArray(),
                            4, fn + " " + Arrays.toString(pair));
                }
            }
        }
    }

    @Test
    void integersTakeTheFunctionsThatSuitThem() {
        for (DType dtype : new DType[] {DType.INT32, DType.INT64}) {
            NativeArray x = array(dtype, Shape.of(4), -7, 0, 3, 9);
            assertThat(unary(UnaryFn.LINEAR, 3, -1, x)).containsExactly(-22, -1, 8, 26);
            assertThat(unary(UnaryFn.NEGATE, 0, 0, x)).containsExactly(7, 0, -3, -9);
            assertThat(unary(UnaryFn.ABS, 0, 0, x)).containsExactly(7, 0, 3, 9);
            assertThat(unary(UnaryFn.SIGN, 0, 0, x)).containsExactly(-1, 0, 1, 1);
            assertThat(unary(UnaryFn.SQUARE, 0, 0, x)).containsExactly(49, 0, 9, 81);
            assertThat(unary(UnaryFn.CLIP, -2, 5, x)).containsExactly(-2, 0, 3, 5);
        }
    }

    @Test
    void finiteIsToldFromNotFinite() {
        for (DType dtype : FLOATING) {
            NativeArray y = garbage(DType.BOOL, Shape.of(4));
            run(new KernelOp.NotFinite(), in(array(dtype, Shape.of(4), 1e30, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)), y);
            assertThat(read(y)).containsExactly(0, 1, 1, 1);
        }
    }

    @Test
    void fillingWritesEveryElementOfEveryType() {
        for (DType dtype : DType.values()) {
            for (Shape shape : new Shape[] {Shape.scalar(), Shape.of(5), Shape.of(2, 3)}) {
                NativeArray y = garbage(dtype, shape);
                double value = dtype == DType.FLOAT64 ? 0.1 : dtype == DType.FLOAT32 ? 0.5 : dtype == DType.BOOL ? 1 : 9;
                run(new KernelOp.Fill(value), in(), y);
                assertThat(read(y)).containsOnly(value);
            }
        }
    }

    @Test
    void castingTruncatesAndTestsForZero() {
        castEach(Shape.of(5), 1.9, -1.9, 0.3, 0, 200.7);
        castEach(Shape.scalar(), 200.7);
        castEach(Shape.of(2, 1, 2), 3, 0, 1, 9);
    }

    private static void castEach(Shape shape, double... values) {
        for (DType from : DType.values()) {
            for (DType to : DType.values()) {
                if (from == to) {
                    continue;
                }
                NativeArray x = array(from, shape, values);
                NativeArray y = garbage(to, shape);
                run(new KernelOp.Cast(), in(x), y);
                double[] expected = DoubleStream.of(read(x)).map(v -> switch (to) {
                    case FLOAT32, FLOAT64 -> to == DType.FLOAT32 ? (float) v : v;
                    case BOOL -> v != 0 ? 1 : 0;
                    case UINT8 -> (long) v & 0xFF;
                    default -> (long) v;
                }).toArray();
                assertThat(read(y)).as("%s to %s", from, to).containsExactly(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(BinaryFn.class)
    void broadcastingPairsElements(BinaryFn fn) {
        Shape[][] pairs = {{Shape.scalar(), Shape.scalar()}, {Shape.scalar(), Shape.of(3)}, {Shape.of(2, 3), Shape.of(2, 3)},
                {Shape.of(3, 1), Shape.of(1, 4)},
                {Shape.of(2, 3, 4), Shape.of(4)}, {Shape.of(4), Shape.of(2, 3, 4)}, {Shape.of(2, 1, 3), Shape.of(4, 1)},
                {Shape.of(2, 3, 4, 5), Shape.of(3, 1, 5)},
                {Shape.of(2, 1, 4, 1), Shape.of(1, 3, 1, 5)}, {Shape.of(2, 1), Shape.of(2, 3)}, {Shape.of(1), Shape.of(1, 1, 1)}};
        DType[] types = fn.isLogical() ? new DType[] {DType.BOOL} : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64, DType.UINT8};
        for (DType dtype : types) {
            for (Shape[] pair : pairs) {
                NativeArray a = some(dtype, pair[0], 1);
                NativeArray b = some(dtype, pair[1], 2);
                Shape shape = Shape.broadcast("test", pair[0], pair[1]);
                NativeArray y = garbage(fn.isComparison() ? DType.BOOL : dtype, shape);
                run(new KernelOp.Binary(fn), in(a, b), y);
                double[] left = read(a);
                double[] right = read(b);
                double[] expected = Arrays.stream(positions(shape))
                        .mapToDouble(p -> wrap(y.dtype(), Scalars.f(fn, left[flat(pair[0], p)], right[flat(pair[1], p)], dtype.isFloating())))
                        .toArray();
                assertClose(y, expected, 4, fn + " " + Arrays.toString(pair));
                if (!fn.isComparison() && pair[0].equals(pair[1])) {
                    run(new KernelOp.Binary(fn), in(a, b), b);
                    assertThat(read(b)).as("%s in place", fn).containsExactly(read(y));
                }
            }
        }
    }

    @Test
    void maximumAndMinimumKeepNaNFromEitherSide() {
        for (DType dtype : FLOATING) {
            for (BinaryFn fn : new BinaryFn[] {BinaryFn.MAXIMUM, BinaryFn.MINIMUM, BinaryFn.ADD, BinaryFn.DIVIDE}) {
                NativeArray y = garbage(dtype, Shape.of(2));
                run(new KernelOp.Binary(fn), in(array(dtype, Shape.of(2), Double.NaN, 1), array(dtype, Shape.of(2), 1, Double.NaN)), y);
                assertThat(read(y)).as(fn.toString()).containsOnly(Double.NaN);
            }
        }
    }

    @Test
    void choosingBroadcastsAllThree() {
        for (DType dtype : DType.values()) {
            NativeArray c = array(DType.BOOL, Shape.of(2, 1, 1), 1, 0);
            NativeArray a = some(dtype, Shape.of(3, 1), 3);
            NativeArray b = some(dtype, Shape.of(4), 4);
            NativeArray y = garbage(dtype, Shape.of(2, 3, 4));
            run(new KernelOp.Where(), in(c, a, b), y);
            double[] expected = Arrays.stream(positions(y.shape())).mapToDouble(p -> p[0] == 0 ? read(a)[p[1]] : read(b)[p[2]]).toArray();
            assertThat(read(y)).containsExactly(expected);
        }
    }

    @Test
    void boxesMoveBetweenAnyStrides() {
        for (DType dtype : DType.values()) {
            NativeArray x = array(dtype, Shape.of(2, 3, 4), DoubleStream.iterate(1, v -> dtype == DType.BOOL ? 1 - v : v + 1).limit(24).toArray());
            double[] v = read(x);
            NativeArray permuted = garbage(dtype, Shape.of(4, 2, 3));
            run(new KernelOp.CopyBox(Longs.of(4L, 2, 3), 0, Longs.of(1L, 12, 4), 0, Longs.of(6L, 3, 1)), in(x), permuted);
            assertThat(read(permuted)).containsExactly(Arrays.stream(positions(permuted.shape())).mapToDouble(p -> v[p[1] * 12 + p[2] * 4 + p[0]])
                    .toArray());
            NativeArray flipped = garbage(dtype, Shape.of(2, 3, 4));
            run(new KernelOp.CopyBox(Longs.of(2L, 3, 4), 11, Longs.of(12L, -4, -1), 0, Longs.of(12L, 4, 1)), in(x), flipped);
            assertThat(read(flipped)).containsExactly(Arrays.stream(positions(x.shape())).mapToDouble(p -> v[p[0] * 12 + (2 - p[1]) * 4 + 3 - p[2]])
                    .toArray());
            NativeArray expanded = garbage(dtype, Shape.of(3, 5));
            run(new KernelOp.CopyBox(Longs.of(3L, 5), 2, Longs.of(4L, 0), 0, Longs.of(5L, 1)), in(x), expanded);
            assertThat(read(expanded)).containsExactly(Arrays.stream(positions(expanded.shape())).mapToDouble(p -> v[2 + 4 * p[0]]).toArray());
            NativeArray padded = array(dtype, Shape.of(4, 26), new double[104]);
            run(new KernelOp.CopyBox(Longs.of(24L), 0, Longs.of(1L), 27, Longs.of(1L)), in(x), padded);
            assertThat(Arrays.copyOfRange(read(padded), 27, 51)).containsExactly(v);
            assertThat(read(padded)[26]).isZero();
            assertThat(read(padded)[51]).isZero();
            NativeArray one = garbage(dtype, Shape.scalar());
            run(new KernelOp.CopyBox(Longs.of(new long[0]), 7, Longs.of(new long[0]), 0, Longs.of(new long[0])), in(x), one);
            assertThat(read(one)).containsExactly(v[7]);
        }
    }

    private static NativeArray input(UnaryFn fn, DType dtype) {
        double[] values = switch (fn) {
            case POWER, LOG, SQRT, RSQRT -> POSITIVE;
            case LOG1P -> DoubleStream.concat(DoubleStream.of(-0.5, -1e-3, -1e-8), DoubleStream.of(POSITIVE)).toArray();
            default -> ANY;
        };
        return array(dtype, Shape.of(values.length), values);
    }

    private static double[] unary(UnaryFn fn, double a, double b, NativeArray x) {
        NativeArray y = garbage(x.dtype(), x.shape());
        run(new KernelOp.Unary(fn, a, b), in(x), y);
        return read(y);
    }

    private static NativeArray some(DType dtype, Shape shape, long seed) {
        return switch (dtype) {
            case FLOAT32, FLOAT64 -> array(dtype, shape, new Random(seed).doubles(shape.size(), 0.5, 3).toArray());
            case BOOL -> Memory.integers(dtype, shape, 0, 2, seed);
            default -> Memory.integers(dtype, shape, 1, 5, seed);
        };
    }

    private static double wrap(DType dtype, double value) {
        return dtype == DType.UINT8 ? (long) value & 0xFF : value;
    }
}
