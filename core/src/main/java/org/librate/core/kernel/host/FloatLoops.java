package org.librate.core.kernel.host;

import org.librate.core.kernel.BinaryFn;
import org.librate.core.kernel.UnaryFn;

/** The float functions over a chunk: one plain loop each, which the JIT compiler turns into vector instructions where it can. */
final class FloatLoops {

    private FloatLoops() {
    }

    /** a = fn(a, b). */
    static void binary(BinaryFn fn, float[] a, float[] b, int n) {
        switch (fn) {
            case ADD -> {
                for (int i = 0; i < n; i++) {
                    a[i] += b[i];
                }
            }
            case SUBTRACT -> {
                for (int i = 0; i < n; i++) {
                    a[i] -= b[i];
                }
            }
            case MULTIPLY -> {
                for (int i = 0; i < n; i++) {
                    a[i] *= b[i];
                }
            }
            case DIVIDE -> {
                for (int i = 0; i < n; i++) {
                    a[i] /= b[i];
                }
            }
            case MAXIMUM -> {
                for (int i = 0; i < n; i++) {
                    a[i] = Math.max(a[i], b[i]);
                }
            }
            case MINIMUM -> {
                for (int i = 0; i < n; i++) {
                    a[i] = Math.min(a[i], b[i]);
                }
            }
            case POWER -> {
                for (int i = 0; i < n; i++) {
                    a[i] = (float) Math.pow(a[i], b[i]);
                }
            }
            default -> throw new IllegalStateException(fn + " does not give floats");
        }
    }

    /** to = a compares to b: 1 or 0. */
    static void compare(BinaryFn fn, float[] a, float[] b, byte[] to, int n) {
        switch (fn) {
            case EQUAL -> {
                for (int i = 0; i < n; i++) {
                    to[i] = (byte) (a[i] == b[i] ? 1 : 0);
                }
            }
            case NOT_EQUAL -> {
                for (int i = 0; i < n; i++) {
                    to[i] = (byte) (a[i] != b[i] ? 1 : 0);
                }
            }
            case LESS -> {
                for (int i = 0; i < n; i++) {
                    to[i] = (byte) (a[i] < b[i] ? 1 : 0);
                }
            }
            case LESS_EQUAL -> {
                for (int i = 0; i < n; i++) {
                    to[i] = (byte) (a[i] <= b[i] ? 1 : 0);
                }
            }
            case GREATER -> {
                for (int i = 0; i < n; i++) {
                    to[i] = (byte) (a[i] > b[i] ? 1 : 0);
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    to[i] = (byte) (a[i] >= b[i] ? 1 : 0);
                }
            }
        }
    }

    /** x = fn(x). */
    static void unary(UnaryFn fn, float[] x, int n, double a, double b) {
        float p = (float) a;
        float q = (float) b;
        switch (fn) {
            case LINEAR -> {
                for (int i = 0; i < n; i++) {
                    x[i] = p * x[i] + q;
                }
            }
            case NEGATE -> {
                for (int i = 0; i < n; i++) {
                    x[i] = -x[i];
                }
            }
            case ABS -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.abs(x[i]);
                }
            }
            case SQUARE -> {
                for (int i = 0; i < n; i++) {
                    x[i] *= x[i];
                }
            }
            case SQRT -> {
                for (int i = 0; i < n; i++) {
                    x[i] = (float) Math.sqrt(x[i]);
                }
            }
            case RECIPROCAL -> {
                for (int i = 0; i < n; i++) {
                    x[i] = 1 / x[i];
                }
            }
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.max(x[i], 0);
                }
            }
            case LEAKY_RELU -> {
                if (p == 0) { // 0 · −∞ would be NaN
                    unary(UnaryFn.RELU, x, n, 0, 0);
                    return;
                }
                for (int i = 0; i < n; i++) {
                    x[i] = Math.max(x[i], 0) + p * Math.min(x[i], 0);
                }
            }
            case CLIP -> {
                for (int i = 0; i < n; i++) {
                    x[i] = Math.min(Math.max(x[i], p), q);
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    x[i] = (float) RealFunctions.value(fn, x[i], a, b);
                }
            }
        }
    }

    /** g = g · fn'(v), with v as {@link UnaryFn#slopeFrom} says. */
    static void gradient(UnaryFn fn, float[] g, float[] v, int n, double a, double b) {
        switch (fn) {
            case SQUARE -> {
                for (int i = 0; i < n; i++) {
                    g[i] *= 2 * v[i];
                }
            }
            case EXP -> {
                for (int i = 0; i < n; i++) {
                    g[i] *= v[i];
                }
            }
            case TANH -> {
                for (int i = 0; i < n; i++) {
                    g[i] *= 1 - v[i] * v[i];
                }
            }
            case SIGMOID -> {
                for (int i = 0; i < n; i++) {
                    g[i] *= v[i] * (1 - v[i]);
                }
            }
            case SQRT -> {
                for (int i = 0; i < n; i++) {
                    g[i] *= 0.5f / v[i];
                }
            }
            case LOG -> {
                for (int i = 0; i < n; i++) {
                    g[i] /= v[i];
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    g[i] = (float) (g[i] * RealFunctions.slope(fn, v[i], a, b));
                }
            }
        }
    }

    /** Whether a chunk of this function takes so long that a tenth of the usual length is worth a thread. */
    static boolean isSlow(UnaryFn fn) {
        return switch (fn) {
            case LINEAR, NEGATE, ABS, SQUARE, SQRT, RECIPROCAL, RELU, LEAKY_RELU, CLIP -> false;
            default -> true;
        };
    }
}
