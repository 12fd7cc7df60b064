package org.librate.core.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.Window;

class OneDnnPoolingTest extends OneDnnTest {

    private static final String CASES = """
            2, 8, 8, 3, 2, 2, 2, 1, 0, 0, 0, 0
            2, 7, 9, 16, 3, 3, 2, 1, 1, 1, 1, 1
            1, 7, 9, 5, 3, 2, 1, 1, 0, 1, 1, 0
            1, 9, 9, 4, 2, 2, 2, 2, 1, 0, 1, 0
            2, 24, 24, 20, 2, 2, 2, 1, 0, 0, 0, 0
            1, 17, 17, 2, 17, 17, 1, 1, 0, 0, 0, 0
            """;

    @ParameterizedTest
    @CsvSource(textBlock = CASES)
    void max_pooling_and_its_positions_agree_with_plain_loops(int n, int h, int w, int c, int kh, int kw, int stride, int dilation, int top,
            int bottom, int left, int right) {
        Window window = new Window(kh, kw, stride, stride, dilation, dilation, top, bottom, left, right);
        int oh = (int) window.outputHeight(h);
        int ow = (int) window.outputWidth(w);
        NativeArray x = random(n, h, w, c);
        NativeArray g = random(n, oh, ow, c);
        double[] y = new double[n * oh * ow * c];
        int[] positions = new int[y.length];
        double[] dx = new double[n * h * w * c];
        for (int at = 0; at < y.length; at++) {
            int k = at % c;
            int q = at / c % ow;
            int p = at / c / ow % oh;
            int b = at / c / ow / oh;
            y[at] = Double.NEGATIVE_INFINITY;
            int best = 0;
            for (int i = 0; i < kh; i++) {
                for (int j = 0; j < kw; j++) {
                    int r = p * stride - top + i * dilation;
                    int s = q * stride - left + j * dilation;
                    int from = ((b * h + r) * w + s) * c + k;
                    if (r >= 0 && r < h && s >= 0 && s < w && get(x, from) > y[at]) {
                        y[at] = get(x, from);
                        positions[at] = i * kw + j;
                        best = from;
                    }
                }
            }
            dx[best] += get(g, at);
        }
        NativeArray out = array(n, oh, ow, c);
        NativeArray where = NativeArray.allocate(window.area() <= 256 ? DType.UINT8 : DType.INT32, out.shape());
        run(new KernelOp.MaxPool(window), in(x), out, where);
        expect("y", out, y, 0);
        for (int i = 0; i < positions.length; i++) {
            int got = where.dtype() == DType.UINT8 ? where.block().bytes().get(where.start() + i) & 255 : where.block().ints().get(where.start() + i);
            assertThat(got).as("position %d", i).isEqualTo(positions[i]);
        }
        NativeArray back = array(n, h, w, c);
        run(new KernelOp.MaxPoolGradient(window), in(g, where), back);
        expect("dx", back, dx, 1e-5);
    }

    @ParameterizedTest
    @CsvSource(textBlock = CASES)
    void average_pooling_agrees_with_plain_loops(int n, int h, int w, int c, int kh, int kw, int stride, int dilation, int top, int bottom, int left,
            int right) {
        Window window = new Window(kh, kw, stride, stride, 1, 1, top, bottom, left, right);
        int oh = (int) window.outputHeight(h);
        int ow = (int) window.outputWidth(w);
        NativeArray x = random(n, h, w, c);
        NativeArray g = random(n, oh, ow, c);
        for (boolean countPadding : new boolean[] {true, false}) {
            double[] y = new double[n * oh * ow * c];
            double[] dx = new double[n * h * w * c];
            for (int at = 0; at < y.length; at++) {
                int k = at % c;
                int q = at / c % ow;
                int p = at / c / ow % oh;
                int b = at / c / ow / oh;
                int inside = 0;
                for (int pass = 0; pass < 2; pass++) {
                    int divisor = countPadding ? kh * kw : inside;
                    for (int i = 0; i < kh; i++) {
                        for (int j = 0; j < kw; j++) {
                            int r = p * stride - top + i;
                            int s = q * stride - left + j;
                            if (r < 0 || r >= h || s < 0 || s >= w) {
                                continue;
                            }
                            int from = ((b * h + r) * w + s) * c + k;
                            if (pass == 0) {
                                inside++;
                                y[at] += get(x, from);
                            } else {
                                dx[from] += get(g, at) / divisor;
                            }
                        }
                    }
                }
                y[at] /= countPadding ? kh * kw : inside;
            }
            NativeArray out = array(n, oh, ow, c);
            run(new KernelOp.AveragePool(window, countPadding), in(x), out);
            expect("y", out, y, 1e-5);
            NativeArray back = array(n, h, w, c);
            run(new KernelOp.AveragePoolGradient(window, countPadding), in(g), back);
            expect("dx", back, dx, 1e-5);
        }
    }

    @Test
    void nan_wins_the_maximum() {
        Window window = new Window(2, 2, 2, 2, 1, 1, 0, 0, 0, 0);
        for (int at = 0; at < 4; at++) {
            NativeArray x = random(1, 2, 2, 3);
            put(x, at * 3 + 1, Double.NaN);
            NativeArray y = array(1, 1, 1, 3);
            run(new KernelOp.MaxPool(window), in(x), y, NativeArray.allocate(DType.UINT8, Shape.of(1, 1, 1, 3)));
            assertThat(get(y, 1)).as("NaN at %d", at).isNaN();
            assertThat(get(y, 0)).isNotNaN();
        }
    }
}
