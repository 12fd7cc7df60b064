package org.librate.core.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.librate.core.kernel.Definitions;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.UnaryFn;

class OneDnnElementwiseTest extends OneDnnTest {

    /** More than Java does by itself, and no multiple of a vector's length. */
    private static final int N = (int) OneDnnElementwise.SMALL + 453;
    private static final double A = 0.5;
    private static final double B = 1.25;

    @ParameterizedTest
    @EnumSource(names = {"SIGN", "FLOOR", "CEIL", "EXPM1", "LOG", "LOG1P", "SIN", "COS", "ERF"}, mode = EnumSource.Mode.EXCLUDE)
    void functions_agree_with_their_formula(UnaryFn fn) {
        NativeArray x = inDomain(fn, N);
        NativeArray y = array(N);
        double[] expected = new double[N];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = Definitions.of(fn, get(x, i), A, B);
        }
        run(new KernelOp.Unary(fn, A, B), in(x), y);
        expect(fn.name(), y, expected, 2e-6);
        run(new KernelOp.Unary(fn, A, B), in(x), x);
        expect(fn + " in place", x, expected, 2e-6);
    }

    @ParameterizedTest
    @EnumSource(names = {"RELU", "TANH", "SIGMOID", "EXP", "SQRT", "ABS", "SQUARE", "LOG", "GELU", "GELU_TANH", "SILU", "SOFTPLUS", "MISH", "ELU",
            "LEAKY_RELU", "POWER",
        "RECIPROCAL", "RSQRT"})
    void gradients_agree_with_the_slope(UnaryFn fn) {
        NativeArray x = inDomain(fn, N);
        NativeArray g = random(N);
        double[] expected = new double[N];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = get(g, i) * Definitions.slope(fn, get(x, i), A, B);
        }
        NativeArray given = fn.slopeFrom() == UnaryFn.Slope.INPUT ? x : filled(i -> Definitions.of(fn, get(x, i), A, B), N);
        NativeArray dx = array(N);
        run(new KernelOp.UnaryGradient(fn, A, B), in(g, given), dx);
        expect(fn.name(), dx, expected, 1e-5);
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGN", "FLOOR", "CEIL", "EXPM1", "LOG", "LOG1P", "SIN", "COS", "ERF"}, mode = EnumSource.Mode.EXCLUDE)
    void nan_is_passed_on(UnaryFn fn) {
        NativeArray x = filled(i -> i == 3 || i == N - 2 ? Double.NaN : 1, N);
        NativeArray y = array(N);
        run(new KernelOp.Unary(fn, A, B), in(x), y);
        assertThat(get(y, 3)).isNaN();
        assertThat(get(y, N - 2)).isNaN();
        assertThat(get(y, 4)).isNotNaN();
    }

    @Test
    void far_out_there_is_neither_overflow_nor_a_wrong_limit() {
        check(UnaryFn.SIGMOID, new double[] {1000, -1000}, 1, 0);
        check(UnaryFn.SOFTPLUS, new double[] {1000, -1000}, 1000, 0);
        check(UnaryFn.TANH, new double[] {1000, -1000}, 1, -1);
        check(UnaryFn.EXP, new double[] {1000, -1000}, Double.POSITIVE_INFINITY, 0);
        check(UnaryFn.GELU, new double[] {1000, -1000}, 1000, 0);
        check(UnaryFn.RELU, new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}, Double.POSITIVE_INFINITY, 0);
        check(UnaryFn.CLIP, new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}, B, A);
    }

    private void check(UnaryFn fn, double[] x, double first, double second) {
        NativeArray y = array(N);
        run(new KernelOp.Unary(fn, A, B), in(filled(i -> x[i % 2], N)), y);
        assertThat(get(y, 0) + 0f).as(fn.name()).isEqualTo((float) first);
        assertThat(get(y, 1) + 0f).as(fn.name()).isEqualTo((float) second);
    }

    /** Numbers the function is smooth at. */
    private NativeArray inDomain(UnaryFn fn, int n) {
        return switch (fn) {
            case SQRT, RSQRT, LOG, POWER, RECIPROCAL -> positive(n);
            default -> filled(i -> (i - n / 2 + 0.3) * 0.004, n);
        };
    }
}
