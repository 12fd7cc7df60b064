package org.librate.core.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.UnaryFn;
import org.librate.core.kernel.Window;

class OneDnnConvolutionTest extends OneDnnTest {

    @ParameterizedTest
    @CsvSource({
        // n, h, w, in, out, kh, kw, stride, dilation, top, bottom, left, right, groups
        "2, 8, 8, 3, 16, 3, 3, 1, 1, 1, 1, 1, 1, 1",
        "2, 9, 7, 1, 20, 5, 5, 1, 1, 0, 0, 0, 0, 1",
        "1, 8, 9, 4, 6, 3, 2, 2, 1, 0, 1, 1, 0, 1",
        "2, 10, 10, 8, 8, 3, 3, 1, 2, 2, 2, 2, 2, 1",
        "2, 6, 6, 8, 8, 3, 3, 1, 1, 1, 1, 1, 1, 8",
        "2, 6, 6, 6, 9, 3, 3, 2, 1, 1, 1, 1, 1, 3",
        "1, 5, 5, 16, 32, 1, 1, 1, 1, 0, 0, 0, 0, 1",
        "2, 12, 1, 4, 5, 3, 1, 1, 4, 8, 0, 0, 0, 1",
    })
    void agrees_with_plain_loops_in_all_directions(int n, int h, int w, int ci, int co, int kh, int kw, int stride, int dilation,
            int top, int bottom, int left, int right, int groups) {
        Window window = new Window(kh, kw, stride, stride, dilation, dilation, top, bottom, left, right);
        int oh = (int) window.outputHeight(h);
        int ow = (int) window.outputWidth(w);
        int cig = ci / groups;
        int cog = co / groups;
        NativeArray x = random(n, h, w, ci);
        NativeArray weights = random(kh, kw, cig, co);
        NativeArray bias = random(co);
        NativeArray g = random(n, oh, ow, co);
        double[] y = new double[n * oh * ow * co];
        double[] dx = new double[n * h * w * ci];
        double[] dw = new double[kh * kw * cig * co];
        double[] db = new double[co];
        for (int b = 0; b < n; b++) {
            for (int p = 0; p < oh; p++) {
                for (int q = 0; q < ow; q++) {
                    for (int o = 0; o < co; o++) {
                        int at = ((b * oh + p) * ow + q) * co + o;
                        y[at] += get(bias, o);
                        db[o] += get(g, at);
                        for (int i = 0; i < kh; i++) {
                            for (int j = 0; j < kw; j++) {
                                int r = p * stride - top + i * dilation;
                                int s = q * stride - left + j * dilation;
                                if (r < 0 || r >= h || s < 0 || s >= w) {
                                    continue;
                                }
                                for (int c = 0; c < cig; c++) {
                                    int xi = ((b * h + r) * w + s) * ci + o / cog * cig + c;
                                    int wi = ((i * kw + j) * cig + c) * co + o;
                                    y[at] += (double) get(x, xi) * get(weights, wi);
                                    dx[xi] += (double) get(g, at) * get(weights, wi);
                                    dw[wi] += (double) get(g, at) * get(x, xi);
                                }
                            }
                        }
                    }
                }
            }
        }
        NativeArray out = array(n, oh, ow, co);
        run(new KernelOp.Convolution(window, groups, null), in(x, weights, bias), out);
        expect("y", out, y, 1e-5);
        NativeArray outX = array(n, h, w, ci);
        run(new KernelOp.ConvolutionDataGradient(window, groups), in(g, weights), outX);
        expect("dx", outX, dx, 1e-5);
        NativeArray outW = array(kh, kw, cig, co);
        NativeArray outB = array(co);
        run(new KernelOp.ConvolutionWeightGradient(window, groups), in(x, g), outW, outB);
        expect("dWeights", outW, dw, 2e-5);
        expect("dBias", outB, db, 2e-5);
        run(new KernelOp.ConvolutionWeightGradient(window, groups), in(x, g), outW);
        expect("dWeights alone", outW, dw, 2e-5);
        run(new KernelOp.Convolution(window, groups, UnaryFn.RELU), in(x, weights, bias), out);
        for (int i = 0; i < y.length; i++) {
            y[i] = Math.max(0, y[i]);
        }
        expect("relu", out, y, 1e-5);
    }

    @Test
    void a_relu_at_the_end_keeps_nan_and_makes_plain_zeros() {
        Window one = new Window(1, 1, 1, 1, 1, 1, 0, 0, 0, 0);
        NativeArray y = array(1, 1, 4, 1);
        NativeArray x = of(Double.NaN, -2, 3, Double.NEGATIVE_INFINITY).reshape(org.librate.core.Shape.of(1, 1, 4, 1));
        run(new KernelOp.Convolution(one, 1, UnaryFn.RELU), in(x, filled(i -> 1, 1, 1, 1, 1)), y);
        assertThat(values(y)).containsExactly(Double.NaN, 0.0, 3.0, 0.0);
    }
}
