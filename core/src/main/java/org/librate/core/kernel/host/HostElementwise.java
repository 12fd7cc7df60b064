package org.librate.core.kernel.host;

import java.util.Arrays;
import org.librate.core.DType;
import org.librate.core.kernel.BinaryFn;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.UnaryFn;

/**
 * Elementwise work for all element types. Floats are computed as floats where that is exact or vectorises, else in double and rounded;
 * integers in 64 bits. Binding makes a few small objects, running makes none.
 */
public final class HostElementwise {

    private static final int CHUNK = Scratch.CHUNK;
    private static final int GRAIN = 1 << 17; // elements of plain arithmetic worth a thread: some 50 µs
    private static final int SLOW_GRAIN = 1 << 13; // the same for functions such as exp

    private HostElementwise() {
    }

    public static Call fill(KernelOp.Fill op, NativeArray y) {
        return new Fill(op, y);
    }

    /** Floats to integers as Java casts do, except that what UINT8 cannot hold is cut to 8 bits. */
    public static Call cast(KernelOp.Cast op, NativeArray x, NativeArray y) {
        return new Cast(x, y);
    }

    public static Call unary(KernelOp.Unary op, NativeArray x, NativeArray y) {
        return switch (x.dtype()) {
            case FLOAT32 -> new FloatUnary(op, x, y);
            case FLOAT64 -> new DoubleUnary(op, x, y);
            default -> new LongUnary(op, x, y);
        };
    }

    public static Call unaryGradient(KernelOp.UnaryGradient op, NativeArray g, NativeArray xOrY, NativeArray dx) {
        if (op.fn() == UnaryFn.RELU && g.dtype() == DType.FLOAT32) {
            return new ReluGradient(g, xOrY, dx);
        }
        return g.dtype() == DType.FLOAT32 ? new FloatGradient(op, g, xOrY, dx) : new DoubleGradient(op, g, xOrY, dx);
    }

    public static Call notFinite(KernelOp.NotFinite op, NativeArray x, NativeArray y) {
        return new NotFinite(x, y);
    }

    /** Integers divided by zero throw {@link ArithmeticException}; floats follow IEEE 754. */
    public static Call binary(KernelOp.Binary op, NativeArray a, NativeArray b, NativeArray y) {
        return switch (a.dtype()) {
            case FLOAT32 -> op.fn().isComparison() ? new FloatComparison(op, a, b, y) : new FloatBinary(op, a, b, y);
            case FLOAT64 -> new DoubleBinary(op, a, b, y);
            default -> new LongBinary(op, a, b, y);
        };
    }

    public static Call where(KernelOp.Where op, NativeArray condition, NativeArray a, NativeArray b, NativeArray y) {
        return Choosing.of(condition, a, b, y);
    }

    private static final class Fill extends Chunks {

        private final double value;

        Fill(KernelOp.Fill op, NativeArray y) {
            super(y, GRAIN);
            value = op.value();
        }

        @Override
        void chunk(Scratch s, int at, int count) {
            if (y.dtype() == DType.FLOAT32) { // the one that is worth being fast: gradients are cleared in every step
                Arrays.fill(s.a, 0, count, (float) value);
                y.block().floats().put(start + at, s.a, 0, count);
                return;
            }
            Arrays.fill(s.doubles, 0, count, value);
            Store.doubles(s.doubles, y, start + at, count, s);
        }
    }

    private static final class Cast extends Chunks {

        private final Operand x;

        Cast(NativeArray x, NativeArray y) {
            super(y, GRAIN / 4);
            this.x = Operand.whole(x);
        }

        @Override
        void chunk(Scratch s, int at, int count) {
            switch (x.dtype()) {
                case FLOAT64 -> {
                    x.doubles(at, count, s.doubles);
                    Store.doubles(s.doubles, y, start + at, count, s);
                }
                case FLOAT32 -> {
                    x.floats(at, count, s.b);
                    for (int i = 0; i < count; i++) {
                        s.doubles[i] = s.b[i];
                    }
                    Store.doubles(s.doubles, y, start + at, count, s);
                }
                case INT64 -> {
                    x.longs(at, count, s.longs);
                    Store.longs(s.longs, y, start + at, count, s);
                }
                default -> {
                    x.ints(at, count, s.words);
                    Store.ints(s.words, y, start + at, count, s);
                }
            }
        }
    }

    private static final class FloatUnary extends Chunks {

        private final UnaryFn fn;
        private final double a;
        private final double b;
        private final Operand x;

        FloatUnary(KernelOp.Unary op, NativeArray x, NativeArray y) {
            super(y, FloatLoops.isSlow(op.fn()) ? SLOW_GRAIN : GRAIN);
            this.fn = op.fn();
            this.a = op.a();
            this.b = op.b();
            this.x = Operand.whole(x);
        }

        @Override
        void chunk(Scratch s, int at, int count) {
            x.floats(at, count, s.a);
            FloatLoops.unary(fn, s.a, count, a, b);
            y.block().floats().put(start + at, s.a, 0, count);
        }
    }

    private static final class DoubleUnary extends Chunks {

        private final KernelOp.Unary op;
        private final Operand x;

        DoubleUnary(KernelOp.Unary op, NativeArray x, NativeArray y) {
            super(y, SLOW_GRAIN);
            this.op = op;
            this.x = Operand.whole(x);
        }

        @Override
        void chunk(Scratch s, int at, int count) {
            x.doubles(at, count, s.doubles);
            for (int i = 0; i < count; i++) {
                s.doubles[i] = RealFunctions.value(op.fn(), s.doubles[i], op.a(), op.b());
            }
            y.block().doubles().put(start + at, s.doubles, 0, count);
        }
    }

    private static final class LongUnary extends Chunks {

        private final KernelOp.Unary op;
        private final Operand x;

        LongUnary(KernelOp.Unary op, NativeArray x, NativeArray y) {
            super(y, GRAIN / 4);
            this.op = op;
            this.x = Operand.whole(x);
        }

        @Override
        void chunk(Scratch s, int at, int count) {
            x.longs(at, count, s.longs);
            LongLoops.unary(op.fn(), s.longs, count, op.a(), op.b());
            Store.longs(s.longs, y, start + at, count, s);
        }
    }

    private static final class FloatGradient extends Chunks {

        private final UnaryFn fn;
        private final double a;
        private final double b;
        private final Operand g;
        private final Operand v;

        FloatGradient(KernelOp.UnaryGradient op, NativeArray g, NativeArray v, NativeArray dx) {
            super(dx, FloatLoops.isSlow(op.fn()) ? SLOW_GRAIN : GRAIN);
            this.fn = op.fn();
            this.a = op.a();
            this.b = op.b();
            this.g = Operand.whole(g);
            this.v = Operand.whole(v);
        }

        @Override
        void chunk(Scratch s, int at, int count) {
            g.floats(at, count, s.a);
            v.floats(at, count, s.b);
            FloatLoops.gradient(fn, s.a, s.b, count, a, b);
            y.block().floats().put(start + at, s.a, 0, count);
        }
    }

    /**
     * Where y > 0, g, else 0. A float is positive when its bits are, and a branch nobody can predict costs far more than the work, so
     * the bits of g are masked. A NaN in y counts as positive: it goes on.
     */
    private static final class ReluGradient extends Chunks {

        private final Operand g;
        private final Operand v;

        ReluGradient(NativeArray g, NativeArray v, NativeArray dx) {
            super(dx, GRAIN);
            this.g = Operand.whole(g);
            this.v = Operand.whole(v);
        }

        @Override
        void chunk(Scratch s, int at, int count) {
            int[] bits = s.ints;
            int[] positive = s.words;
            g.ints(at, count, bits);
            v.ints(at, count, positive);
            for (int i = 0; i < count; i++) {
                bits[i] &= -positive[i] >> 31 & ~(positive[i] >> 31);
            }
            y.block().ints().put(start + at, bits, 0, count);
        }
    }

    private static final class DoubleGradient extends Chunks {

        private final KernelOp.UnaryGradient op;
        private final Operand g;
        private final Operand v;

        DoubleGradient(KernelOp.UnaryGradient op, NativeArray g, NativeArray v, NativeArray dx) {
            super(dx, SLOW_GRAIN);
            this.op = op;
            this.g = Operand.whole(g);
            this.v = Operand.whole(v);
        }

        @Override
        void chunk(Scratch s, int at, int count) {
            g.doubles(at, count, s.doubles);
            v.doubles(at, count, s.doubles2);
            for (int i = 0; i < count; i++) {
                s.doubles[i] *= RealFunctions.slope(op.fn(), s.doubles2[i], op.a(), op.b());
            }
            y.block().doubles().put(start + at, s.doubles, 0, count);
        }
    }

    private static final class NotFinite extends Chunks {

        private final Operand x;

        NotFinite(NativeArray x, NativeArray y) {
            super(y, GRAIN);
            this.x = Operand.whole(x);
        }

        /** The exponent of what is not finite is all ones. */
        @Override
        void chunk(Scratch s, int at, int count) {
            byte[] to = s.bytes;
            if (x.dtype() == DType.FLOAT32) {
                x.ints(at, count, s.words);
                for (int i = 0; i < count; i++) {
                    to[i] = (byte) ((s.words[i] & 0x7FFF_FFFF) + 0x0080_0000 >>> 31);
                }
            } else {
                x.longs(at, count, s.longs);
                for (int i = 0; i < count; i++) {
                    to[i] = (byte) ((s.longs[i] & Long.MAX_VALUE) + 0x0010_0000_0000_0000L >>> 63);
                }
            }
            y.block().bytes().put(start + at, to, 0, count);
        }
    }

    /** What two operands have in common: both stretched to the result. */
    private abstract static class Pair extends Chunks {

        final BinaryFn fn;
        final Operand a;
        final Operand b;

        Pair(KernelOp.Binary op, NativeArray a, NativeArray b, NativeArray y, int grain) {
            super(y, grain);
            this.fn = op.fn();
            this.a = Operand.stretched(a, y.shape());
            this.b = Operand.stretched(b, y.shape());
        }
    }

    private static final class FloatBinary extends Pair {

        FloatBinary(KernelOp.Binary op, NativeArray a, NativeArray b, NativeArray y) {
            super(op, a, b, y, op.fn() == BinaryFn.POWER ? SLOW_GRAIN : GRAIN);
        }

        @Override
        void chunk(Scratch s, int at, int count) {
            a.floats(at, count, s.a);
            b.floats(at, count, s.b);
            FloatLoops.binary(fn, s.a, s.b, count);
            y.block().floats().put(start + at, s.a, 0, count);
        }
    }

    private static final class FloatComparison extends Pair {

        FloatComparison(KernelOp.Binary op, NativeArray a, NativeArray b, NativeArray y) {
            super(op, a, b, y, GRAIN / 4);
        }

        @Override
        void chunk(Scratch s, int at, int count) {
            a.floats(at, count, s.a);
            b.floats(at, count, s.b);
            FloatLoops.compare(fn, s.a, s.b, s.bytes, count);
            y.block().bytes().put(start + at, s.bytes, 0, count);
        }
    }

    private static final class DoubleBinary extends Pair {

        DoubleBinary(KernelOp.Binary op, NativeArray a, NativeArray b, NativeArray y) {
            super(op, a, b, y, SLOW_GRAIN);
        }

        @Override
        void chunk(Scratch s, int at, int count) {
            a.doubles(at, count, s.doubles);
            b.doubles(at, count, s.doubles2);
            for (int i = 0; i < count; i++) {
                s.doubles[i] = value(fn, s.doubles[i], s.doubles2[i]);
            }
            Store.doubles(s.doubles, y, start + at, count, s);
        }

        private static double value(BinaryFn fn, double a, double b) {
            return switch (fn) {
                case ADD -> a + b;
                case SUBTRACT -> a - b;
                case MULTIPLY -> a * b;
                case DIVIDE -> a / b;
                case MAXIMUM -> Math.max(a, b);
                case MINIMUM -> Math.min(a, b);
                case POWER -> Math.pow(a, b);
                case EQUAL -> a == b ? 1 : 0;
                case NOT_EQUAL -> a != b ? 1 : 0;
                case LESS -> a < b ? 1 : 0;
                case LESS_EQUAL -> a <= b ? 1 : 0;
                case GREATER -> a > b ? 1 : 0;
                case GREATER_EQUAL -> a >= b ? 1 : 0;
                case AND, OR, XOR -> throw new IllegalStateException(fn + " works on BOOL only");
            };
        }
    }

    private static final class LongBinary extends Pair {

        LongBinary(KernelOp.Binary op, NativeArray a, NativeArray b, NativeArray y) {
            super(op, a, b, y, GRAIN / 4);
        }

        @Override
        void chunk(Scratch s, int at, int count) {
            a.longs(at, count, s.longs);
            b.longs(at, count, s.longs2);
            LongLoops.binary(fn, s.longs, s.longs2, count);
            Store.longs(s.longs, y, start + at, count, s);
        }
    }
}
