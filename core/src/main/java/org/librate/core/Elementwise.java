package org.librate.core;

import org.librate.core.kernel.BinaryFn;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.UnaryFn;

/** Functions that act on each element by itself. */
final class Elementwise {

    private Elementwise() {
    }

    static Tensor unary(String name, UnaryFn fn, Tensor x) {
        return unary(name, fn, 0, 0, x);
    }

    /** y = f(x; a, b).  dx = g · f'(x). */
    static Tensor unary(String name, UnaryFn fn, double a, double b, Tensor x) {
        boolean integers = fn == UnaryFn.LINEAR || fn == UnaryFn.NEGATE || fn == UnaryFn.ABS || fn == UnaryFn.SIGN || fn == UnaryFn.SQUARE
                || fn == UnaryFn.CLIP;
        if (!x.dtype().isFloating() && !(integers && x.dtype().isInteger())) {
            throw new IllegalArgumentException(name + ": needs a floating type" + (integers ? " or integers" : "") + ", got " + x.dtype() + " "
                    + x.shape() + ". Use cast(DType.FLOAT32).");
        }
        Tensor y = Compute.run(name, new KernelOp.Unary(fn, a, b), x.dtype(), x.shape(), x);
        Tape tape = Tape.node(name, y);
        return (fn == UnaryFn.RELU ? tape.fromRectified(x, g -> gradient(fn, a, b, g, y)) : tape.from(x, g -> slope(fn, a, b, g, x, y))).tensor();
    }

    /** y = scale · x + shift.  dx = g · scale. */
    static Tensor linear(String name, Tensor x, double scale, double shift) {
        return unary(name, UnaryFn.LINEAR, scale, shift, x);
    }

    /** The same from a method that takes one number; to integers that must be a whole one. */
    static Tensor linear(String name, Tensor x, double scale, double shift, double given) {
        checkWhole(name, x, given);
        return linear(name, x, scale, shift);
    }

    /** y = x / value. */
    static Tensor div(Tensor x, double value) {
        if (!x.dtype().isInteger()) {
            return linear("div", x, 1 / value, 0);
        }
        checkWhole("div", x, value);
        // 0 to 255 divided by a number is nearly always a scaling of pixels, of which truncation would leave nothing
        Check.require(x.dtype() != DType.UINT8 || Math.abs(value) <= 1, "div", "UINT8 " + x.shape() + " would lose its fractions", value,
                "Use cast(DType.FLOAT32), or cast(DType.INT32) if they are to go.");
        return div(x, Tensor.full(x.dtype(), Shape.scalar(), value));
    }

    /** Truncated to the type, 0.5 would be 0 and half the arithmetic of a program silently nothing. */
    private static void checkWhole(String name, Tensor x, double value) {
        Check.require(!x.dtype().isInteger() || value == Math.rint(value) && Math.abs(value) <= Long.MAX_VALUE, name,
                x.dtype() + " " + x.shape() + " takes whole numbers only", value, "Use cast(DType.FLOAT32).");
    }

    private static Tensor slope(UnaryFn fn, double a, double b, Tensor g, Tensor x, Tensor y) {
        return switch (fn.slopeFrom()) {
            case ZERO -> Tensor.zeros(g.dtype(), g.shape());
            case CONSTANT -> Compute.linear(g, fn == UnaryFn.NEGATE ? -1 : a, 0);
            case INPUT -> gradient(fn, a, b, g, x);
            case OUTPUT -> gradient(fn, a, b, g, y);
        };
    }

    /** g · f'(..), from x or y as the function says. */
    static Tensor gradient(UnaryFn fn, double a, double b, Tensor g, Tensor xOrY) {
        return Compute.run("gradient", new KernelOp.UnaryGradient(fn, a, b), g.dtype(), g.shape(), g, xOrY);
    }

    /** y = a + b.  da = g,  db = g. */
    static Tensor add(Tensor a, Tensor b) {
        checkTypes("add", a, b);
        return Tape.node("add", Compute.add(a, b)).from(a, g -> g).from(b, g -> g).tensor();
    }

    /** y = a − b.  da = g,  db = −g. */
    static Tensor sub(Tensor a, Tensor b) {
        checkTypes("sub", a, b);
        return Tape.node("sub", Compute.sub(a, b)).from(a, g -> g).from(b, g -> Compute.linear(g, -1, 0)).tensor();
    }

    /** y = a · b.  da = g · b,  db = g · a. */
    static Tensor mul(Tensor a, Tensor b) {
        checkTypes("mul", a, b);
        return Tape.node("mul", Compute.mul(a, b)).from(a, g -> Compute.mul(g, b)).from(b, g -> Compute.mul(g, a)).tensor();
    }

    /** y = a / b.  da = g / b,  db = −g · y / b. */
    static Tensor div(Tensor a, Tensor b) {
        checkTypes("div", a, b);
        Tensor y = Compute.div(a, b);
        return Tape.node("div", y)
                .from(a, g -> Compute.div(g, b))
                .from(b, g -> Compute.linear(Compute.div(Compute.mul(g, y), b), -1, 0))
                .tensor();
    }

    /** y = aᵇ.  da = g · b · aᵇ⁻¹ (0 where b = 0),  db = g · y · log a (0 where a = 0). */
    static Tensor pow(Tensor a, Tensor b) {
        checkTypes("pow", a, b);
        Check.require(a.dtype().isFloating(), "pow", "needs a floating type", a.dtype(), "Use cast(DType.FLOAT32).");
        Tensor y = Compute.binary("pow", BinaryFn.POWER, a, b);
        return Tape.node("pow", y)
                .from(a, g -> Compute.only(b.detach().ne(0),
                        Compute.mul(Compute.mul(g, b), Compute.binary("pow", BinaryFn.POWER, a, Compute.linear(b, 1, -1)))))
                .from(b, g -> Compute.only(a.detach().ne(0), Compute.mul(g, Compute.mul(y, a.detach().log()))))
                .tensor();
    }

    /** y = max(a, b).  The gradient goes to the larger side; of equals, to a. */
    static Tensor maximum(Tensor a, Tensor b) {
        return pick("maximum", BinaryFn.MAXIMUM, BinaryFn.GREATER_EQUAL, a, b);
    }

    /** y = min(a, b).  The gradient goes to the smaller side; of equals, to a. */
    static Tensor minimum(Tensor a, Tensor b) {
        return pick("minimum", BinaryFn.MINIMUM, BinaryFn.LESS_EQUAL, a, b);
    }

    private static Tensor pick(String name, BinaryFn fn, BinaryFn takesA, Tensor a, Tensor b) {
        checkTypes(name, a, b);
        return Tape.node(name, Compute.binary(name, fn, a, b))
                .from(a, g -> Compute.only(Compute.binary(name, takesA, a, b), g))
                .from(b, g -> Compute.only(not(Compute.binary(name, takesA, a, b)), g))
                .tensor();
    }

    /** Between floating types the gradient is cast back; all others have none. */
    static Tensor cast(Tensor x, DType dtype) {
        if (x.dtype() == dtype) {
            return x;
        }
        Tensor y = Compute.cast(x, dtype);
        return dtype.isFloating() ? Tape.node("cast", y).from(x, g -> Compute.cast(g, x.dtype())).tensor() : y;
    }

    static Tensor compare(String name, BinaryFn fn, Tensor a, Tensor b) {
        checkTypes(name, a, b);
        return Compute.binary(name, fn, a, b);
    }

    static Tensor compare(String name, BinaryFn fn, Tensor a, double value) {
        if (a.dtype() == DType.BOOL) {
            boolean equality = fn == BinaryFn.EQUAL || fn == BinaryFn.NOT_EQUAL;
            Check.require(equality && (value == 0 || value == 1), name, "a BOOL tensor can only be eq or ne, to 0 or 1", value + " for " + a.shape(),
                    "Use not(), or cast(DType.FLOAT32).");
        }
        return a.dtype().isInteger() ? IntegerComparison.compare(name, fn, a, value)
                : Compute.binary(name, fn, a, Tensor.full(a.dtype(), Shape.scalar(), value));
    }

    static Tensor logic(String name, BinaryFn fn, Tensor a, Tensor b) {
        checkBoolean(name, a);
        checkBoolean(name, b);
        return Compute.binary(name, fn, a, b);
    }

    static Tensor not(Tensor x) {
        checkBoolean("not", x);
        return Compute.binary("not", BinaryFn.XOR, x, Tensor.full(DType.BOOL, Shape.scalar(), 1));
    }

    static Tensor isFinite(Tensor x) {
        if (!x.dtype().isFloating()) {
            return Tensor.full(DType.BOOL, x.shape(), 1);
        }
        return not(Compute.run("isFinite", new KernelOp.NotFinite(), DType.BOOL, x.shape(), x));
    }

    /** y = condition ? a : b.  da = condition ? g : 0,  db = condition ? 0 : g. */
    static Tensor where(Tensor condition, Tensor a, Tensor b) {
        checkBoolean("where", condition);
        checkTypes("where", a, b);
        return Tape.node("where", Compute.where(condition, a, b))
                .from(a, g -> Compute.only(condition, g))
                .from(b, g -> Compute.only(not(condition), g))
                .tensor();
    }

    static void checkTypes(String name, Tensor a, Tensor b) {
        if (a.dtype() != b.dtype()) {
            throw new IllegalArgumentException(name + ": both tensors must have one type, got " + a.dtype() + " " + a.shape() + " and " + b.dtype()
                    + " " + b.shape() + ". Use cast(DType." + (a.dtype().isFloating() ? a.dtype() : b.dtype()) + ").");
        }
        if (a.dtype() == DType.BOOL && !name.equals("where") && !name.equals("eq") && !name.equals("ne")) {
            throw new IllegalArgumentException(name + ": has no meaning for BOOL, got shapes " + a.shape() + " and " + b.shape()
                    + ". Use and, or, xor, or cast(DType.FLOAT32).");
        }
    }

    private static void checkBoolean(String name, Tensor x) {
        Check.require(x.dtype() == DType.BOOL, name, "needs a BOOL tensor", x.dtype() + " " + x.shape(), "Compare it first, as in x.gt(0).");
    }
}
