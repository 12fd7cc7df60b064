package org.librate.core.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.librate.core.DType;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

class OneDnnOptimizersTest extends OneDnnTest {

    private static final int N = 1003;

    @ParameterizedTest
    @CsvSource({"1003, 0", "1003, 0.1", "10003, 0", "10003, 0.1"})
    void adam_agrees_with_its_formula_over_several_steps_of_one_call(int n, double decay) {
        double b1 = 0.9;
        double b2 = 0.999;
        double epsilon = 1e-8;
        NativeArray g = random(n);
        NativeArray p = random(n);
        NativeArray m = filled(i -> 0, n);
        NativeArray v = filled(i -> 0, n);
        NativeArray rate = of(0.01);
        NativeArray step = integers(DType.INT64, 1);
        double[] pe = values(p);
        double[] me = new double[n];
        double[] ve = new double[n];
        try (Call call = KERNELS.adam(new KernelOp.Adam(b1, b2, epsilon, decay), g, rate, step, p, m, v)) {
            for (int t = 1; t <= 5; t++) {
                step.block().longs().put(step.start(), t);
                put(rate, 0, 0.01 / t); // a number that the program reads, not one that is baked in
                double r = get(rate, 0);
                for (int i = 0; i < n; i++) {
                    me[i] = b1 * me[i] + (1 - b1) * get(g, i);
                    ve[i] = b2 * ve[i] + (1 - b2) * get(g, i) * get(g, i);
                    pe[i] -= r * decay * pe[i];
                    pe[i] -= r * (me[i] / (1 - Math.pow(b1, t))) / (Math.sqrt(ve[i] / (1 - Math.pow(b2, t))) + epsilon);
                }
                call.run();
            }
        }
        expect("m", m, me, 1e-6);
        expect("v", v, ve, 1e-6);
        expect("p", p, pe, 2e-6);
    }

    @ParameterizedTest
    @ValueSource(ints = {1003, 10003})
    void adam_lets_go_of_moments_that_are_too_small_to_matter(int n) {
        double[] moments = {1e-44, 1e-39, -1e-44, 1e-20, -1e-20};
        NativeArray m = filled(i -> moments[i % 5], n);
        NativeArray v = filled(i -> Math.abs(moments[i % 5]), n);
        run(new KernelOp.Adam(0.9, 0.999, 1e-8, 0), in(filled(i -> 0, n), of(0.01), integers(DType.INT64, 1)), random(n), m, v);
        expect("m", m, filled(i -> i % 5 < 3 ? 0 : 0.9 * moments[i % 5], n));
        expect("v", v, filled(i -> i % 5 < 3 ? 0 : 0.999 * Math.abs(moments[i % 5]), n));
    }

    private static void expect(String what, NativeArray actual, NativeArray expected) {
        for (int i = 0; i < 20; i++) {
            assertThat(get(actual, i)).as("%s[%d]", what, i).isCloseTo(get(expected, i), withinPercentage(0.001));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, false, 0", "0, false, 0.1", "0.9, false, 0", "0.9, true, 0", "0.9, false, 0.1", "0.9, true, 0.1"})
    void sgd_agrees_with_its_formula(double momentum, boolean nesterov, double decay) {
        NativeArray g = random(N);
        NativeArray p = random(N);
        NativeArray v = filled(i -> 0, N);
        NativeArray rate = of(0.1);
        double[] pe = values(p);
        double[] ve = new double[N];
        KernelOp op = new KernelOp.Sgd(momentum, nesterov, decay);
        for (int t = 0; t < 3; t++) {
            for (int i = 0; i < N; i++) {
                double grad = get(g, i) + decay * pe[i];
                ve[i] = momentum * ve[i] + grad;
                pe[i] -= 0.1f * (nesterov ? grad + momentum * ve[i] : ve[i]);
            }
            if (momentum == 0) {
                run(op, in(g, rate), p);
            } else {
                run(op, in(g, rate), p, v);
            }
        }
        expect("p", p, pe, 2e-6);
    }
}
