package org.librate.core.kernel.onednn;

import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.Window;

/**
 * Makes NaN win in max pooling, which oneDNN's passes over. The sum of each image shows whether there can be one, at a fraction of the
 * pooling's cost; only such images are pooled again, in Java.
 */
final class NanPooling {

    private NanPooling() {
    }

    static void lay(PlanBuilder plan, Window window, Shape x, Shape y) {
        int images = (int) x.dim(0);
        Plan.Place sums = plan.temporary((long) images * DType.FLOAT32.bytes());
        OneDnnReductions.sum(plan, images, x.size() / images, 1, plan.array(0), sums, 1);
        int from = PlanBuilder.floatsAt(sums);
        int h = (int) x.dim(1);
        int w = (int) x.dim(2);
        int c = (int) x.dim(3);
        int oh = (int) y.dim(1);
        int ow = (int) y.dim(2);
        plan.host("NaN in pooling", (arrays, workspace) -> {
            FloatBuffer sum = workspace.floats();
            for (int i = 0; i < images; i++) {
                if (Float.isNaN(sum.get(from + i))) {
                    spread(window, arrays, i, h, w, c, oh, ow);
                }
            }
        });
    }

    /** Each window with a NaN gets NaN, and the position of its first. */
    private static void spread(Window window, NativeArray[] arrays, int image, int h, int w, int c, int oh, int ow) {
        NativeArray x = arrays[0];
        NativeArray y = arrays[1];
        FloatBuffer from = x.block().floats();
        FloatBuffer to = y.block().floats();
        for (int at = 0; at < oh * ow * c; at++) {
            int k = at % c;
            int left = at / c % ow * window.strideWidth() - window.left();
            int top = at / c / ow * window.strideHeight() - window.top();
            for (int cell = window.area() - 1; cell >= 0; cell--) {
                int r = top + cell / window.width() * window.dilationHeight();
                int s = left + cell % window.width() * window.dilationWidth();
                if (r >= 0 && r < h && s >= 0 && s < w && Float.isNaN(from.get(x.start() + ((image * h + r) * w + s) * c + k))) {
                    to.put(y.start() + image * oh * ow * c + at, Float.NaN);
                    mark(arrays[2], image * oh * ow * c + at, cell);
                }
            }
        }
    }

    private static void mark(NativeArray positions, int at, int cell) {
        if (positions.dtype() == DType.UINT8) {
            positions.block().bytes().put(positions.start() + at, (byte) cell);
        } else {
            positions.block().ints().put(positions.start() + at, cell);
        }
    }
}
