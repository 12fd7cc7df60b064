package org.librate.core.kernel.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.BinaryFn;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.Definitions;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.UnaryFn;
import org.librate.core.kernel.Width;
import org.librate.core.random.RandomStream;

class HostElementwiseTest {

    private static final double[] SPECIAL = {0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 3, -3, 10, -10, 100, -100, 1e-6, -1e-6, 1e30, -1e30,
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    private static final DType[] INTEGERS = {DType.INT32, DType.INT64, DType.UINT8};

    private static double[] mixed(int n, long draw) {
        double[] values = RandomStream.of(3, draw).normals(n);
        for (int i = 0; i < n; i++) {
            values[i] = i % 5 == 0 ? SPECIAL[RandomStream.of(4, draw).integer(i, 0, SPECIAL.length)] : values[i];
        }
        return values;
    }

    private static NativeArray of(DType type, Shape shape, long draw) {
        double[] values = type.isFloating() ? mixed((int) shape.size(), draw) : new double[(int) shape.size()];
        for (int i = 0; i < values.length && !type.isFloating(); i++) {
            values[i] = RandomStream.of(5, draw).integer(i, type == DType.BOOL || type == DType.UINT8 ? 0 : -4, type == DType.BOOL ? 2 : 9);
        }
        return Natives.of(type, shape, values);
    }

    /** Compared as boxed numbers: NaN equals NaN. */
    private static void assertSame(NativeArray y, int i, double expected, double error) {
        double got = Natives.get(y, i);
        if (Double.isNaN(expected) || Double.isInfinite(expected)) {
            assertThat(Double.valueOf(got)).isEqualTo(Double.valueOf(expected));
        } else {
            assertThat(got).isCloseTo(expected, within(error * Math.max(1e-30, Math.abs(expected))));
        }
    }

    private static double error(DType type) {
        return type == DType.FLOAT32 ? 3e-7 : type == DType.FLOAT64 ? 1e-14 : 0;
    }

    // ---- one argument ----

    @ParameterizedTest
    @EnumSource(UnaryFn.class)
    void applies_every_function(UnaryFn fn) {
        for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            for (int n : new int[] {1, 10, 3000}) {
                NativeArray x = of(type, Shape.of(n), n);
                NativeArray y = Natives.empty(type, Shape.of(n));
                double a = fn == UnaryFn.CLIP ? -0.75 : 0.5;
                double b = 1.25;
                HostElementwise.unary(new KernelOp.Unary(fn, a, b), x, y).run();
                Natives.checkGuards(y);
                for (int i = 0; i < n; i++) {
                    double v = Natives.get(x, i);
                    double expected = Definitions.of(fn, v, a, b);
                    boolean cancels = fn.name().startsWith("GELU") && v < -1 || fn == UnaryFn.LINEAR || fn == UnaryFn.SOFTPLUS || fn == UnaryFn.MISH;
                    if (cancels && Math.abs(expected) < 1e10) {
                        assertThat(Natives.get(y, i)).isCloseTo(expected, within(error(type) * Math.max(1, Math.abs(expected))));
                    } else {
                        assertSame(y, i, type == DType.FLOAT32 ? (float) expected : expected, error(type));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(UnaryFn.class)
    void gradients_are_slopes(UnaryFn fn) {
        if (fn.slopeFrom() != UnaryFn.Slope.INPUT && fn.slopeFrom() != UnaryFn.Slope.OUTPUT) {
            return;
        }
        double a = fn == UnaryFn.CLIP ? -0.75 : fn == UnaryFn.POWER ? 2.5 : 0.5;
        double b = 1.25;
        boolean positive = fn == UnaryFn.SQRT || fn == UnaryFn.RSQRT || fn == UnaryFn.LOG || fn == UnaryFn.LOG1P || fn == UnaryFn.POWER;
        int n = 2000;
        for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            NativeArray g = Natives.of(type, Shape.of(n), RandomStream.of(8, 0).normals(n));
            NativeArray v = Natives.empty(type, Shape.of(n));
            double[] x = RandomStream.of(8, 1).normals(n);
            for (int i = 0; i < n; i++) {
                x[i] = positive ? 0.1 + Math.abs(x[i]) : x[i];
                Natives.put(v, i, fn.slopeFrom() == UnaryFn.Slope.INPUT ? x[i] : Definitions.of(fn, x[i], a, b));
            }
            NativeArray dx = Natives.empty(type, Shape.of(n));
            HostElementwise.unaryGradient(new KernelOp.UnaryGradient(fn, a, b), g, v, dx).run();
            Natives.checkGuards(dx);
            for (int i = 0; i < n; i++) {
                double h = 1e-6 * Math.max(1, Math.abs(x[i]));
                double slope = (Definitions.of(fn, x[i] + h, a, b) - Definitions.of(fn, x[i] - h, a, b)) / (2 * h);
                double expected = Natives.get(g, i) * slope;
                boolean kink = Math.abs(x[i]) < 2e-3 || fn == UnaryFn.CLIP && (Math.abs(x[i] - a) < 2e-3 || Math.abs(x[i] - b) < 2e-3);
                if (!kink || fn == UnaryFn.SQUARE) {
                    assertThat(Natives.get(dx, i)).isCloseTo(expected,
                            within((type == DType.FLOAT32 ? 2e-5 : 1e-7) * Math.max(1, Math.abs(expected)) * (fn == UnaryFn.RECIPROCAL ? 1e3 : 1)));
                }
            }
        }
    }

    @Test
    void relu_has_no_slope_at_zero() {
        NativeArray g = Natives.of(DType.FLOAT32, Shape.of(4), 3, 3, 3, Double.NaN);
        NativeArray y = Natives.of(DType.FLOAT32, Shape.of(4), 0, -0.0, 2, 0);
        NativeArray dx = Natives.empty(DType.FLOAT32, Shape.of(4));
        HostElementwise.unaryGradient(new KernelOp.UnaryGradient(UnaryFn.RELU, 0, 0), g, y, dx).run();
        assertThat(Natives.toArray(dx)).containsExactly(0, 0, 3, 0);
    }

    /** From Python's math.erf and math.erfc. */
    @Test
    void erf_is_good_to_the_last_digits() {
        assertThat(RealFunctions.erf(0.1)).isCloseTo(0.1124629160182849, within(1e-16));
        assertThat(RealFunctions.erf(1)).isCloseTo(0.8427007929497149, within(3e-16));
        assertThat(RealFunctions.erf(-2.4)).isCloseTo(-0.9993114861033549, within(3e-16));
        assertThat(RealFunctions.erf(3)).isCloseTo(0.9999779095030014, within(3e-16));
        assertThat(RealFunctions.erf(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(RealFunctions.erf(Double.NaN)).isNaN();
        assertThat(RealFunctions.value(UnaryFn.GELU, -8, 0, 0)).isCloseTo(-4.9767684594174555e-15, within(1e-27)); // −8 · erfc(8/√2) / 2
    }

    @Test
    void integers_have_the_simple_functions() {
        for (DType type : INTEGERS) {
            NativeArray x = of(type, Shape.of(1500), 6);
            for (UnaryFn fn : new UnaryFn[] {UnaryFn.LINEAR, UnaryFn.ABS, UnaryFn.SIGN, UnaryFn.SQUARE, UnaryFn.CLIP}) {
                NativeArray y = Natives.empty(type, x.shape());
                HostElementwise.unary(new KernelOp.Unary(fn, fn == UnaryFn.CLIP ? 0.5 : 2, 3.0), x, y).run();
                for (int i = 0; i < x.size(); i++) {
                    double v = Natives.get(x, i);
                    double expected = fn == UnaryFn.CLIP ? Math.min(3, Math.max(1, v)) : Definitions.of(fn, v, 2, 3);
                    assertThat(Natives.get(y, i)).isEqualTo(type == DType.UINT8 ? (int) expected & 0xFF : expected);
                }
            }
        }
        assertThatThrownBy(() -> HostElementwise.unary(new KernelOp.Unary(UnaryFn.EXP, 0, 0), of(DType.INT32, Shape.of(2), 1),
                of(DType.INT32, Shape.of(2), 1)).run()).hasMessageContaining("EXP needs a floating type");
    }

    @Test
    void long_integers_stay_exact() {
        NativeArray x = Natives.empty(DType.INT64, Shape.of(1));
        x.block().longs().put(x.start(), (1L << 60) + 1);
        HostElementwise.unary(new KernelOp.Unary(UnaryFn.LINEAR, 3, -1), x, x).run();
        assertThat(x.block().longs().get(x.start())).isEqualTo(3 * ((1L << 60) + 1) - 1);
    }

    // ---- two arguments ----

    private static int index(int i, Shape y, Shape x) {
        int at = 0;
        int stride = 1;
        int rest = i;
        for (int axis = 1; axis <= y.rank(); axis++) {
            int place = rest % (int) y.dim(-axis);
            rest /= (int) y.dim(-axis);
            if (axis <= x.rank()) {
                at += x.dim(-axis) == 1 ? 0 : place * stride;
                stride *= (int) x.dim(-axis);
            }
        }
        return at;
    }

    private static final Shape[][] PAIRS = {
        {Shape.of(10), Shape.of(10)}, {Shape.of(2500), Shape.of(2500)}, {Shape.scalar(), Shape.scalar()},
        {Shape.of(40, 70), Shape.scalar()}, {Shape.of(1, 1), Shape.of(40, 70)}, {Shape.of(40, 70), Shape.of(70)}, {Shape.of(3, 1500), Shape.of(1500)},
        {Shape.of(40, 70), Shape.of(40, 1)}, {Shape.of(3), Shape.of(500, 3)}, {Shape.of(5, 1), Shape.of(1, 300)},
        {Shape.of(4, 1, 6, 1), Shape.of(5, 1, 7)},
        {Shape.of(2, 3, 4, 5), Shape.of(3, 1, 5)}, {Shape.of(2, 3, 4, 5), Shape.of(2, 1, 1, 5)}, {Shape.of(7, 1, 9), Shape.of(1, 8, 1)},
        {Shape.of(1, 5), Shape.of(5)},
    };

    @ParameterizedTest
    @EnumSource(BinaryFn.class)
    void combines_any_shapes_and_types(BinaryFn fn) {
        for (DType type : fn.isLogical() ? new DType[] {DType.BOOL}
                : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64, DType.UINT8}) {
            for (Shape[] pair : PAIRS) {
                NativeArray a = of(type, pair[0], 1);
                NativeArray b = of(type, pair[1], 2);
                for (int i = 0; i < b.size() && !type.isFloating(); i++) {
                    double v = Natives.get(b, i);
                    Natives.put(b, i, fn == BinaryFn.DIVIDE && v == 0 ? 1 : fn == BinaryFn.POWER ? Math.abs(v) : v);
                }
                Shape shape = Shape.broadcast("test", pair[0], pair[1]);
                DType result = fn.isComparison() || fn.isLogical() ? DType.BOOL : type;
                NativeArray y = Natives.empty(result, shape);
                HostElementwise.binary(new KernelOp.Binary(fn), a, b, y).run();
                Natives.checkGuards(y);
                for (int i = 0; i < y.size(); i++) {
                    double expected = Definitions.of(fn, Natives.get(a, index(i, shape, pair[0])), Natives.get(b, index(i, shape, pair[1])),
                            !type.isFloating());
                    expected = result == DType.FLOAT32 ? (float) expected : result == DType.UINT8 ? (long) expected & 0xFF : expected;
                    assertSame(y, i, expected, fn == BinaryFn.POWER ? error(type) : 0);
                }
            }
        }
    }

    @Test
    void works_in_place() {
        NativeArray a = Natives.of(DType.FLOAT32, Shape.of(4), 1, 2, 3, 4);
        HostElementwise.binary(new KernelOp.Binary(BinaryFn.ADD), a, a, a).run();
        assertThat(Natives.toArray(a)).containsExactly(2, 4, 6, 8);
        NativeArray b = Natives.of(DType.FLOAT32, Shape.of(4), 1, 1, 1, 1);
        HostElementwise.binary(new KernelOp.Binary(BinaryFn.SUBTRACT), b, a, a).run();
        assertThat(Natives.toArray(a)).containsExactly(-1, -3, -5, -7);
    }

    @Test
    void division_of_integers_truncates_and_rejects_zero() {
        NativeArray a = Natives.of(DType.INT32, Shape.of(3), -7, 7, 7);
        NativeArray b = Natives.of(DType.INT32, Shape.of(3), 2, -2, 2);
        NativeArray y = Natives.empty(DType.INT32, Shape.of(3));
        HostElementwise.binary(new KernelOp.Binary(BinaryFn.DIVIDE), a, b, y).run();
        assertThat(Natives.toArray(y)).containsExactly(-3, -3, 3);
        Natives.put(b, 1, 0);
        assertThatThrownBy(() -> HostElementwise.binary(new KernelOp.Binary(BinaryFn.DIVIDE), a, b, y).run())
                .isInstanceOf(ArithmeticException.class).hasMessageContaining("7 / 0");
    }

    @Test
    void threads_do_not_matter() {
        int width = Width.limit();
        Shape shape = Shape.of(700, 1111);
        NativeArray a = of(DType.FLOAT32, shape, 1);
        NativeArray b = of(DType.FLOAT32, Shape.of(1111), 2);
        NativeArray y = Natives.empty(DType.FLOAT32, shape);
        try {
            Width.limit(1);
            HostElementwise.binary(new KernelOp.Binary(BinaryFn.DIVIDE), a, b, y).run();
            double[] alone = Natives.toArray(y);
            Width.limit(4);
            HostElementwise.binary(new KernelOp.Binary(BinaryFn.DIVIDE), a, b, y).run();
            assertThat(Natives.toArray(y)).isEqualTo(alone);
        } finally {
            Width.limit(width);
        }
    }

    // ---- the rest ----

    @ParameterizedTest
    @EnumSource(DType.class)
    void chooses(DType type) {
        Shape shape = Shape.of(60, 50);
        for (Shape[] shapes : new Shape[][] {{shape, shape, shape}, {Shape.of(60, 1), Shape.of(50), Shape.scalar()},
                {Shape.of(50), shape, Shape.of(1, 50)}}) {
            NativeArray condition = of(DType.BOOL, shapes[0], 1);
            NativeArray a = of(type, shapes[1], 2);
            NativeArray b = of(type, shapes[2], 3);
            NativeArray y = Natives.empty(type, shape);
            HostElementwise.where(new KernelOp.Where(), condition, a, b, y).run();
            Natives.checkGuards(y);
            for (int i = 0; i < y.size(); i++) {
                double expected = Natives.get(condition, index(i, shape, shapes[0])) != 0 ? Natives.get(a, index(i, shape, shapes[1]))
                        : Natives.get(b, index(i, shape, shapes[2]));
                assertSame(y, i, expected, 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void finds_what_is_not_finite(DType type) {
        double most = type == DType.FLOAT32 ? Float.MAX_VALUE : Double.MAX_VALUE;
        NativeArray x = Natives.of(type, Shape.of(7), 0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, most, -most);
        NativeArray y = Natives.empty(DType.BOOL, Shape.of(7));
        HostElementwise.notFinite(new KernelOp.NotFinite(), x, y).run();
        assertThat(Natives.toArray(y)).containsExactly(0, 0, 1, 1, 1, 0, 0);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void fills(DType type) {
        NativeArray y = Natives.empty(type, Shape.of(3000));
        HostElementwise.fill(new KernelOp.Fill(3.75), y).run();
        Natives.checkGuards(y);
        assertThat(Natives.toArray(y)).containsOnly(type == DType.BOOL ? 1 : type.isFloating() ? 3.75 : 3);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void casts_to_all(DType to) {
        for (DType from : DType.values()) {
            double[] values = from == DType.BOOL ? new double[] {0, 1, 1, 0} : from == DType.UINT8 ? new double[] {0, 1, 200, 255}
                    : from.isFloating() ? new double[] {0, 1.75, -2.75, 200.5, 0.25, -0.0} : new double[] {0, 1, -2, 200};
            NativeArray x = Natives.of(from, Shape.of(values.length), values);
            NativeArray y = Natives.empty(to, x.shape());
            HostElementwise.cast(new KernelOp.Cast(), x, y).run();
            Natives.checkGuards(y);
            for (int i = 0; i < values.length; i++) {
                double expected = switch (to) {
                    case BOOL -> values[i] != 0 ? 1 : 0;
                    case UINT8 -> (long) values[i] & 0xFF;
                    case INT32, INT64 -> (long) values[i];
                    default -> values[i];
                };
                assertThat(Natives.get(y, i)).isEqualTo(expected);
            }
        }
    }

    @Test
    void a_large_integer_is_true() {
        NativeArray x = Natives.of(DType.INT64, Shape.of(2), 0x1p32, 0);
        NativeArray y = Natives.empty(DType.BOOL, Shape.of(2));
        HostElementwise.cast(new KernelOp.Cast(), x, y).run();
        assertThat(Natives.toArray(y)).containsExactly(1, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 5000, 300_000})
    void running_allocates_nothing(int n) {
        NativeArray a = of(DType.FLOAT32, Shape.of(n), 1);
        NativeArray b = of(DType.FLOAT32, Shape.of(n), 2);
        NativeArray y = Natives.empty(DType.FLOAT32, Shape.of(n));
        NativeArray index = Natives.empty(DType.INT64, Shape.of(n));
        Call[] calls = {
            HostElementwise.binary(new KernelOp.Binary(BinaryFn.ADD), a, b, y),
            HostElementwise.unary(new KernelOp.Unary(UnaryFn.GELU, 0, 0), a, y),
            HostElementwise.unaryGradient(new KernelOp.UnaryGradient(UnaryFn.TANH, 0, 0), a, b, y),
            HostDropout.dropout(new KernelOp.Dropout(0.5), a, Natives.key(1, 2), null, y, null),
            HostIndexing.sort(new KernelOp.Sort(0, false), a, y, index),
            HostIndexing.cumulativeSum(new KernelOp.CumulativeSum(0, false), a, y),
        };
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) { // the least of several, since the bean itself may allocate at first
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (Call call : calls) {
                call.run();
            }
            bytes = Math.min(bytes, threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        assertThat(bytes).isZero();
    }
}
