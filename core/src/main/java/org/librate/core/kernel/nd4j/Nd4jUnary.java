package org.librate.core.kernel.nd4j;

import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.impl.scalar.LeakyReLU;
import org.nd4j.linalg.api.ops.impl.scalar.Pow;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarAdd;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;
import org.nd4j.linalg.api.ops.impl.transforms.floating.RSqrt;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.api.ops.impl.transforms.same.Ceil;
import org.nd4j.linalg.api.ops.impl.transforms.same.Floor;
import org.nd4j.linalg.api.ops.impl.transforms.same.Negative;
import org.nd4j.linalg.api.ops.impl.transforms.same.Reciprocal;
import org.nd4j.linalg.api.ops.impl.transforms.same.Square;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Cos;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Log;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Rint;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sin;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Elementwise functions of one argument: ND4J's where they are right, a loop in double precision where they are not.
 *
 * <p>Not right in M2.1, for both floating types: {@code expm1}, {@code log1p} and {@code tanh} of 1e-8 are 0; {@code softplus}
 * overflows; {@code sign} and clipping turn NaN into a number; {@code round} takes halves away from zero; {@code gelu} is
 * another function.
 */
final class Nd4jUnary {

    private Nd4jUnary() {
    }

    static Call unary(KernelOp.Unary op, NativeArray x, NativeArray y) {
        return HeldCall.of(work(op, x, y), x, y);
    }

    private static Runnable work(KernelOp.Unary op, NativeArray x, NativeArray y) {
        if (!x.dtype().isFloating()) {
            return integers(op, x, y);
        }
        INDArray in = Nd4jMemory.array(x);
        INDArray out = Nd4jMemory.array(y);
        return switch (op.fn()) {
            case LINEAR -> all(new ScalarMultiplication(in, null, out, op.a()), new ScalarAdd(out, null, out, op.b()));
            case NEGATE -> all(new Negative(in, out));
            case ABS -> all(new Abs(in, out));
            case FLOOR -> all(new Floor(in, out));
            case CEIL -> all(new Ceil(in, out));
            case ROUND -> all(new Rint(in, out));
            case SQUARE -> all(new Square(in, out));
            case SQRT -> all(new Sqrt(in, out));
            case RSQRT -> all(new RSqrt(in, out));
            case RECIPROCAL -> all(new Reciprocal(in, out));
            case POWER -> all(new Pow(in, out, op.a()));
            case EXP -> all(new Exp(in, out));
            case LOG -> all(new Log(in, out));
            case SIN -> all(new Sin(in, out));
            case COS -> all(new Cos(in, out));
            case SIGMOID -> all(new Sigmoid(in, out));
            case ERF -> all(new Erf(in, out));
            case RELU -> all(new RectifiedLinear(in, out, 0));
            case LEAKY_RELU -> all(op.a() == 0 ? new RectifiedLinear(in, out, 0) : new LeakyReLU(in, out, op.a()));
            case GELU -> gelu(x, in, out);
            default -> map(ScalarFunctions.function(op), x, y);
        };
    }

    static Call gradient(KernelOp.UnaryGradient op, NativeArray g, NativeArray xOrY, NativeArray dx) {
        Runnable work = switch (op.fn()) {
            case GELU -> geluGradient(g, xOrY, dx);
            default -> timesSlope(ScalarFunctions.slope(op), g, xOrY, dx);
        };
        return HeldCall.of(work, g, xOrY, dx);
    }

    private static Runnable all(Op... ops) {
        return () -> {
            for (Op op : ops) {
                Nd4j.exec(op);
            }
        };
    }

    /** The normal distribution of x, written to {@code out}, which must not be x's memory. */
    private static Runnable normalDistribution(INDArray in, INDArray out) {
        return all(new ScalarMultiplication(in, null, out, Math.sqrt(0.5)), new Erf(out, out),
                new ScalarAdd(out, null, out, 1), new ScalarMultiplication(out, null, out, 0.5));
    }

    private static Runnable gelu(NativeArray x, INDArray in, INDArray out) {
        NativeArray memory = NativeArray.allocate(x.dtype(), x.shape());
        INDArray distribution = Nd4jMemory.array(memory);
        Runnable prepare = normalDistribution(in, distribution);
        return HeldCall.of(() -> {
            prepare.run();
            in.muli(distribution, out);
        }, memory);
    }

    private static Runnable geluGradient(NativeArray g, NativeArray x, NativeArray dx) {
        Runnable prepare = normalDistribution(Nd4jMemory.array(x), Nd4jMemory.array(dx));
        Reals gradient = Reals.of(g);
        Reals input = Reals.of(x);
        Reals result = Reals.of(dx);
        double scale = 1 / Math.sqrt(2 * Math.PI);
        int n = (int) x.size();
        return () -> {
            prepare.run();
            for (int i = 0; i < n; i++) {
                double v = input.get(i);
                result.set(i, gradient.get(i) * (result.get(i) + v * scale * Math.exp(-0.5 * v * v)));
            }
        };
    }

    private static Runnable map(DoubleUnaryOperator function, NativeArray x, NativeArray y) {
        Reals in = Reals.of(x);
        Reals out = Reals.of(y);
        int n = (int) x.size();
        return () -> {
            for (int i = 0; i < n; i++) {
                out.set(i, function.applyAsDouble(in.get(i)));
            }
        };
    }

    private static Runnable timesSlope(DoubleUnaryOperator slope, NativeArray g, NativeArray xOrY, NativeArray dx) {
        Reals gradient = Reals.of(g);
        Reals at = Reals.of(xOrY);
        Reals result = Reals.of(dx);
        int n = (int) dx.size();
        return () -> {
            for (int i = 0; i < n; i++) {
                result.set(i, gradient.get(i) * slope.applyAsDouble(at.get(i)));
            }
        };
    }

    private static Runnable integers(KernelOp.Unary op, NativeArray x, NativeArray y) {
        LongUnaryOperator function = integerFunction(op);
        Integers in = Integers.of(x);
        Integers out = Integers.of(y);
        int n = (int) x.size();
        return () -> {
            for (int i = 0; i < n; i++) {
                out.set(i, function.applyAsLong(in.get(i)));
            }
        };
    }

    private static LongUnaryOperator integerFunction(KernelOp.Unary op) {
        double a = op.a();
        double b = op.b();
        return switch (op.fn()) {
            case LINEAR -> a == (long) a && b == (long) b ? x -> (long) a * x + (long) b : x -> (long) (a * x + b);
            case NEGATE -> x -> -x;
            case ABS -> Math::abs;
            case SIGN -> Long::signum;
            case SQUARE -> x -> x * x;
            case CLIP -> x -> x < a ? (long) a : x > b ? (long) b : x;
            default -> throw new IllegalArgumentException("Nd4jKernels: " + op.fn()
                    + " needs a floating type, got an array of integers. Cast it first.");
        };
    }
}
