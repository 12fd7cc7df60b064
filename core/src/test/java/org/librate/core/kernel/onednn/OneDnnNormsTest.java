package org.librate.core.kernel.onednn;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

/** All norms are one: numbers are divided into sets, each set is centred and scaled, channels are stretched. */
class OneDnnNormsTest extends OneDnnTest {

    private static final double EPSILON = 1e-3;

    /** What a norm of x [n, positions, c] should give, by plain loops; {@code set} says which set an element belongs to. */
    private static final class Expected {
        final double[] y;
        final double[] mean;
        final double[] variance;
        final double[] dx;
        final double[] dGamma;
        final double[] dBeta;

        Expected(NativeArray x, NativeArray gamma, double[] beta, NativeArray g, int sets, java.util.function.IntUnaryOperator set, boolean centred) {
            int size = (int) x.size();
            int c = (int) gamma.size();
            y = new double[size];
            dx = new double[size];
            mean = new double[sets];
            variance = new double[sets];
            dGamma = new double[c];
            dBeta = new double[c];
            int count = size / sets;
            for (int i = 0; i < size && centred; i++) {
                mean[set.applyAsInt(i)] += get(x, i) / (double) count;
            }
            for (int i = 0; i < size; i++) {
                double d = get(x, i) - mean[set.applyAsInt(i)];
                variance[set.applyAsInt(i)] += d * d / count;
            }
            double[] sumG = new double[sets];
            double[] sumGx = new double[sets];
            double[] hat = new double[size];
            for (int i = 0; i < size; i++) {
                int s = set.applyAsInt(i);
                hat[i] = (get(x, i) - mean[s]) / Math.sqrt(variance[s] + EPSILON);
                y[i] = hat[i] * get(gamma, i % c) + beta[i % c];
                dGamma[i % c] += get(g, i) * hat[i];
                dBeta[i % c] += get(g, i);
                sumG[s] += get(g, i) * (double) get(gamma, i % c) / count;
                sumGx[s] += get(g, i) * (double) get(gamma, i % c) * hat[i] / count;
            }
            for (int i = 0; i < size; i++) {
                int s = set.applyAsInt(i);
                double centre = centred ? sumG[s] : 0;
                dx[i] = (get(g, i) * (double) get(gamma, i % c) - centre - hat[i] * sumGx[s]) / Math.sqrt(variance[s] + EPSILON);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 6, 3", "32, 16, 20", "64, 1, 7", "3, 50, 64"})
    void batch_norm_agrees_with_plain_loops(int n, int positions, int c) {
        NativeArray x = random(n, positions, c);
        NativeArray gamma = positive(c);
        NativeArray beta = random(c);
        NativeArray g = random(n, positions, c);
        Expected e = new Expected(x, gamma, values(beta), g, c, i -> i % c, true);
        NativeArray y = array(n, positions, c);
        NativeArray mean = array(c);
        NativeArray variance = array(c);
        run(new KernelOp.BatchNorm(EPSILON), in(x, gamma, beta), y, mean, variance);
        expect("y", y, e.y, 1e-5);
        expect("mean", mean, e.mean, 1e-5);
        expect("variance", variance, e.variance, 1e-5);
        NativeArray frozen = array(n, positions, c);
        run(new KernelOp.FrozenBatchNorm(EPSILON), in(x, gamma, beta, mean, variance), frozen);
        expect("frozen", frozen, e.y, 1e-5);
        NativeArray dx = array(n, positions, c);
        NativeArray dGamma = array(c);
        NativeArray dBeta = array(c);
        run(new KernelOp.BatchNormGradient(EPSILON), in(g, x, gamma, mean, variance), dx, dGamma, dBeta);
        expect("dx", dx, e.dx, 1e-5);
        expect("dGamma", dGamma, e.dGamma, 3e-5);
        expect("dBeta", dBeta, e.dBeta, 3e-5);
    }

    @ParameterizedTest
    @CsvSource({"5, 3", "32, 128", "7, 65"})
    void layer_norm_agrees_with_plain_loops(int rows, int c) {
        NativeArray x = random(rows, c);
        NativeArray gamma = positive(c);
        NativeArray beta = random(c);
        NativeArray g = random(rows, c);
        for (boolean rms : new boolean[] {false, true}) {
            Expected e = new Expected(x, gamma, rms ? new double[c] : values(beta), g, rows, i -> i / c, !rms);
            NativeArray y = array(rows, c);
            NativeArray mean = array(rows);
            NativeArray variance = array(rows);
            run(new KernelOp.LayerNorm(EPSILON, rms), rms ? in(x, gamma) : in(x, gamma, beta), y, mean, variance);
            expect("y", y, e.y, 1e-5);
            expect("variance", variance, e.variance, 1e-5);
            if (!rms) {
                expect("mean", mean, e.mean, 1e-5);
            }
            NativeArray dx = array(rows, c);
            NativeArray dGamma = array(c);
            NativeArray dBeta = array(c);
            KernelOp backward = new KernelOp.LayerNormGradient(EPSILON, rms);
            if (rms) {
                run(backward, in(g, x, gamma, mean, variance), dx, dGamma);
            } else {
                run(backward, in(g, x, gamma, mean, variance), dx, dGamma, dBeta);
                expect("dBeta", dBeta, e.dBeta, 3e-5);
            }
            expect("dx", dx, e.dx, 1e-5);
            expect("dGamma", dGamma, e.dGamma, 3e-5);
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 9, 6, 3", "4, 16, 32, 8", "3, 5, 4, 1"})
    void group_norm_agrees_with_plain_loops(int n, int positions, int c, int groups) {
        NativeArray x = random(n, positions, c);
        NativeArray gamma = positive(c);
        NativeArray beta = random(c);
        NativeArray g = random(n, positions, c);
        Expected e = new Expected(x, gamma, values(beta), g, n * groups, i -> i / (positions * c) * groups + i % c / (c / groups), true);
        NativeArray y = array(n, positions, c);
        NativeArray mean = array(n, groups);
        NativeArray variance = array(n, groups);
        run(new KernelOp.GroupNorm(groups, EPSILON), in(x, gamma, beta), y, mean, variance);
        expect("y", y, e.y, 1e-5);
        expect("mean", mean, e.mean, 1e-5);
        expect("variance", variance, e.variance, 1e-5);
        NativeArray dx = array(n, positions, c);
        NativeArray dGamma = array(c);
        NativeArray dBeta = array(c);
        run(new KernelOp.GroupNormGradient(groups, EPSILON), in(g, x, gamma, mean, variance), dx, dGamma, dBeta);
        expect("dx", dx, e.dx, 1e-5);
        expect("dGamma", dGamma, e.dGamma, 3e-5);
        expect("dBeta", dBeta, e.dBeta, 3e-5);
    }
}
