package org.librate.core.kernel.nd4j;

import static org.librate.core.kernel.nd4j.Memory.FLOATING;
import static org.librate.core.kernel.nd4j.Memory.array;
import static org.librate.core.kernel.nd4j.Memory.assertClose;
import static org.librate.core.kernel.nd4j.Memory.in;
import static org.librate.core.kernel.nd4j.Memory.read;
import static org.librate.core.kernel.nd4j.Memory.run;
import static org.librate.core.kernel.nd4j.Memory.uniform;

import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

class Nd4jOptimizersTest {

    private static final int N = 7;
    private static final double DECAY = 0.01;

    @Test
    void sgdFollowsItsFormula() {
        for (DType dtype : FLOATING) {
            for (double momentum : new double[] {0, 0.9}) {
                for (boolean nesterov : momentum == 0 ? new boolean[] {false} : new boolean[] {false, true}) {
                    NativeArray p = uniform(dtype, Shape.of(N), 1);
                    NativeArray g = uniform(dtype, Shape.of(N), 2);
                    NativeArray v = uniform(dtype, Shape.of(N), 3);
                    double[] parameter = read(p);
                    double[] velocity = read(v);
                    for (int i = 0; i < N; i++) {
                        double gradient = read(g)[i] + DECAY * parameter[i];
                        velocity[i] = momentum * velocity[i] + gradient;
                        parameter[i] -= 0.1 * (momentum == 0 ? gradient : nesterov ? gradient + momentum * velocity[i] : velocity[i]);
                    }
                    KernelOp op = new KernelOp.Sgd(momentum, nesterov, DECAY);
                    run(op, in(g, array(dtype, Shape.of(1), 0.1)), momentum == 0 ? in(p) : in(p, v));
                    assertClose(p, parameter, 8, op.toString());
                    if (momentum != 0) {
                        assertClose(v, velocity, 8, op.toString());
                    }
                }
            }
        }
    }

    @Test
    void adamReadsRateAndStepOnEveryRun() {
        for (DType dtype : FLOATING) {
            NativeArray p = uniform(dtype, Shape.of(N), 1);
            NativeArray g = uniform(dtype, Shape.of(N), 2);
            NativeArray m = array(dtype, Shape.of(N), new double[N]);
            NativeArray v = array(dtype, Shape.of(N), new double[N]);
            NativeArray rate = array(dtype, Shape.of(1), 0);
            NativeArray step = array(DType.INT64, Shape.of(1), 0);
            double[] parameter = read(p);
            double[] mean = new double[N];
            double[] square = new double[N];
            Call call = new Nd4jKernels().adam(new KernelOp.Adam(0.9, 0.999, 1e-8, DECAY), g, rate, step, p, m, v);
            for (int t = 1; t <= 3; t++) {
                Reals.of(rate).set(0, 0.1 / t);
                Integers.of(step).set(0, t);
                double r = read(rate)[0];
                for (int i = 0; i < N; i++) {
                    double gradient = read(g)[i];
                    mean[i] = 0.9 * mean[i] + 0.1 * gradient;
                    square[i] = 0.999 * square[i] + 0.001 * gradient * gradient;
                    parameter[i] -= r * DECAY * parameter[i];
                    parameter[i] -= r * (mean[i] / (1 - Math.pow(0.9, t))) / (Math.sqrt(square[i] / (1 - Math.pow(0.999, t))) + 1e-8);
                }
                call.run();
                assertClose(p, parameter, 32, "parameters at step " + t);
                assertClose(m, mean, 32, "m at step " + t);
                assertClose(v, square, 32, "v at step " + t);
            }
        }
    }
}
