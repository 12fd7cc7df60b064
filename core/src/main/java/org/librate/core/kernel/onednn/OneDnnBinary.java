package org.librate.core.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.jspecify.annotations.Nullable;
import org.librate.core.Shape;
import org.librate.core.kernel.BinaryFn;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.Width;

/**
 * Arithmetic of two arrays. oneDNN is fast when one side has the full shape and the other repeats as a row, a column or a number;
 * axes are merged until that shows. Maximum and minimum are not here: oneDNN's forget a NaN on the left.
 */
final class OneDnnBinary {

    private OneDnnBinary() {
    }

    static int width(NativeArray y) {
        return Width.forWork(y.size());
    }

    /** Arrays: a, b, y. */
    static void lay(PlanBuilder plan, KernelOp.Binary op, NativeArray[] arrays) {
        Merged merged = Merged.of(arrays[0].shape(), arrays[1].shape(), arrays[2].shape());
        boolean swapped = !merged.aIsFull();
        PlanBuilder.Attributes attributes = plan.attributes();
        if (swapped && op.fn() == BinaryFn.SUBTRACT) {
            attributes.then(dnnl_eltwise_linear, -1, 0); // a − b = −(b − a)
        } else if (swapped && op.fn() == BinaryFn.DIVIDE) {
            attributes.then(dnnl_eltwise_pow, 1, -1); // a / b = 1 / (b / a)
        }
        dnnl_primitive_attr attr = attributes.get();
        int algorithm = algorithm(op.fn());
        dnnl_memory_desc full = plan.dense(merged.y);
        dnnl_memory_desc other = plan.dense(swapped ? merged.a : merged.b);
        plan.primitive(op.fn().name(), d -> dnnl_binary_primitive_desc_create(d, OneDnn.ENGINE, algorithm, full, other, full, attr))
                .with(DNNL_ARG_SRC_0, full, plan.array(swapped ? 1 : 0))
                .with(DNNL_ARG_SRC_1, other, plan.array(swapped ? 0 : 1))
                .with(DNNL_ARG_DST, full, plan.array(2));
    }

    private static int algorithm(BinaryFn fn) {
        return switch (fn) {
            case ADD -> dnnl_binary_add;
            case SUBTRACT -> dnnl_binary_sub;
            case MULTIPLY -> dnnl_binary_mul;
            case DIVIDE -> dnnl_binary_div;
            default -> throw new PlanBuilder.Unsupported(fn.toString());
        };
    }

    /** Shapes aligned, with neighbouring axes of the same kind taken together. */
    private record Merged(long[] a, long[] b, long[] y) {

        static Merged of(Shape a, Shape b, Shape y) {
            List<long[]> axes = new ArrayList<>(); // {a, b, y} of each
            for (int i = 0; i < y.rank(); i++) {
                long n = y.dim(i);
                long p = aligned(a, y, i);
                long q = aligned(b, y, i);
                if (n == 1) {
                    continue;
                }
                long[] last = axes.isEmpty() ? null : axes.get(axes.size() - 1);
                if (last != null && (last[0] == 1) == (p == 1) && (last[1] == 1) == (q == 1)) {
                    last[0] *= p;
                    last[1] *= q;
                    last[2] *= n;
                } else {
                    axes.add(new long[] {p, q, n});
                }
            }
            if (axes.isEmpty()) {
                axes.add(new long[] {1, 1, 1});
            }
            Merged merged = new Merged(column(axes, 0), column(axes, 1), column(axes, 2));
            boolean fast = merged.isFull(merged.a) && merged.repeatsSimply(merged.b) || merged.isFull(merged.b) && merged.repeatsSimply(merged.a);
            if (!fast) {
                throw new PlanBuilder.Unsupported("this way of broadcasting");
            }
            return merged;
        }

        private static long aligned(Shape s, Shape y, int axis) {
            int at = axis - (y.rank() - s.rank());
            return at < 0 ? 1 : s.dim(at);
        }

        private static long[] column(List<long[]> axes, int i) {
            return axes.stream().mapToLong(axis -> axis[i]).toArray();
        }

        boolean aIsFull() {
            return isFull(a);
        }

        private boolean isFull(long[] side) {
            return Arrays.equals(side, y);
        }

        /** The same shape, a number, a row, a column, or a row for each outer index. */
        private boolean repeatsSimply(long[] side) {
            return side.length <= 2 || side.length == 3 && side[0] > 1;
        }
    }
}
