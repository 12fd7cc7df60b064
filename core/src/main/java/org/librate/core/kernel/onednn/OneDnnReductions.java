package org.librate.core.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.ReduceFn;
import org.librate.core.kernel.Width;

/**
 * Sums over axes, as products with a vector of ones: oneDNN's own reduction is up to a hundred times slower unless it reduces the last
 * axis. Long sums go in two stages, which is more exact as well.
 */
final class OneDnnReductions {

    /** Longer chains of additions are split. */
    private static final long LONG = 4096;

    /** From so many elements on, sums down long columns go through pooling. */
    private static final long LARGE = 1 << 17;
    private static final long WIDE = 32;
    private static final long POOLED = 64;

    private OneDnnReductions() {
    }

    static int width(NativeArray x) {
        return Width.forWork(x.size());
    }

    /** Arrays: x, y. */
    static void lay(PlanBuilder plan, KernelOp.Reduce op, NativeArray[] arrays) {
        if (op.fn() != ReduceFn.SUM && op.fn() != ReduceFn.MEAN && op.fn() != ReduceFn.SUM_OF_SQUARES) {
            throw new PlanBuilder.Unsupported(op.fn().toString());
        }
        Plan.Place x = plan.array(0);
        long size = arrays[0].size();
        if (op.fn() == ReduceFn.SUM_OF_SQUARES) {
            x = squares(plan, size, x);
        }
        float factor = op.fn() == ReduceFn.MEAN ? (float) ((double) arrays[1].size() / size) : 1;
        List<Long> lengths = new ArrayList<>();
        List<Boolean> reduced = new ArrayList<>();
        merge(arrays[0].shape(), op, lengths, reduced);
        if (reduced.size() == 1 && reduced.get(0)) {
            total(plan, size, x, factor);
            return;
        }
        for (int last = reduced.lastIndexOf(true); last >= 0; last = reduced.lastIndexOf(true)) {
            long length = lengths.get(last);
            long inner = product(lengths, last + 1, lengths.size());
            long outer = product(lengths, 0, last);
            long part = part(length);
            if (part < length) { // [length] becomes [length / part, part], and only the latter goes now
                Plan.Place sums = plan.temporary(outer * (length / part) * inner * DType.FLOAT32.bytes());
                sum(plan, outer * (length / part), part, inner, x, sums, 1);
                lengths.set(last, length / part);
                x = sums;
                continue;
            }
            lengths.remove(last);
            reduced.remove(last);
            boolean done = !reduced.contains(true);
            Plan.Place y = done ? plan.array(1) : plan.temporary(outer * inner * DType.FLOAT32.bytes());
            sum(plan, outer, length, inner, x, y, done ? factor : 1);
            x = y;
        }
    }

    private static Plan.Place squares(PlanBuilder plan, long size, Plan.Place x) {
        Plan.Place squares = plan.temporary(size * DType.FLOAT32.bytes());
        dnnl_memory_desc flat = plan.dense(size);
        dnnl_primitive_attr attr = plan.plain();
        plan.primitive("square", d -> dnnl_eltwise_forward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_forward_training, dnnl_eltwise_square, flat,
                flat, 0, 0, attr)).with(DNNL_ARG_SRC, flat, x)
                .with(DNNL_ARG_DST, flat, squares);
        return squares;
    }

    /** [outer, length, inner] → [outer, inner]. */
    static void sum(PlanBuilder plan, long outer, long length, long inner, Plan.Place x, Plan.Place y, float factor) {
        if (outer * length * inner >= LARGE && inner >= WIDE && length >= 2 * POOLED && length % POOLED == 0) {
            pooled(plan, outer, length, inner, x, y, factor);
        } else {
            product(plan, outer, length, inner, x, y, factor);
        }
    }

    /**
     * In two stages, the first as the mean over windows of 64 rows: pooling adds rows at the speed of memory, three times as fast as the
     * product does (36 against 121 µs for 1024 × 1024). The mean of 64 times 64 is the sum to the bit.
     */
    private static void pooled(PlanBuilder plan, long outer, long length, long inner, Plan.Place x, Plan.Place y, float factor) {
        long windows = outer * (length / POOLED);
        Plan.Place means = plan.temporary(windows * inner * DType.FLOAT32.bytes());
        dnnl_memory_desc from = plan.strided(new long[] {windows, inner, POOLED, 1}, new long[] {POOLED * inner, 1, inner, inner});
        dnnl_memory_desc to = plan.strided(new long[] {windows, inner, 1, 1}, new long[] {inner, 1, inner, inner});
        dnnl_primitive_attr attr = plan.plain();
        long[] one = {1, 1};
        long[] none = {0, 0};
        plan.primitive("sum by pooling", d -> dnnl_pooling_forward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_forward_inference,
                dnnl_pooling_avg_include_padding,
                        from, to, one, new long[] {POOLED, 1}, none, none, none, attr))
                .with(DNNL_ARG_SRC, from, x)
                .with(DNNL_ARG_DST, to, means);
        product(plan, outer, length / POOLED, inner, means, y, factor * POOLED);
    }

    /** With a vector of ones. */
    private static void product(PlanBuilder plan, long outer, long length, long inner, Plan.Place x, Plan.Place y, float factor) {
        PlanBuilder.Attributes attributes = plan.attributes();
        if (factor != 1) {
            attributes.then(dnnl_eltwise_linear, factor, 0);
        }
        dnnl_primitive_attr attr = attributes.get();
        Plan.Place ones = plan.constant(1, length);
        boolean rows = inner == 1;
        boolean stack = !rows && outer > 1;
        dnnl_memory_desc left = rows ? plan.dense(outer, length) : stack ? plan.dense(1, 1, length) : plan.dense(1, length);
        dnnl_memory_desc right = rows ? plan.dense(length, 1) : stack ? plan.dense(outer, length, inner) : plan.dense(length, inner);
        dnnl_memory_desc result = rows ? plan.dense(outer, 1) : stack ? plan.dense(outer, 1, inner) : plan.dense(1, inner);
        plan.primitive("sum", d -> dnnl_matmul_primitive_desc_create(d, OneDnn.ENGINE, left, right, null, result, attr))
                .with(DNNL_ARG_SRC, left, rows ? x : ones)
                .with(DNNL_ARG_WEIGHTS, right, rows ? ones : x)
                .with(DNNL_ARG_DST, result, y);
    }

    /** The sum of everything: partial sums of equal parts, then those and what is left over in Java, in double. */
    private static void total(PlanBuilder plan, long size, Plan.Place x, float factor) {
        long part = Math.max(1024, Long.highestOneBit((long) Math.sqrt(size)));
        long parts = size / part;
        Plan.Place sums = plan.temporary(Math.max(1, parts) * DType.FLOAT32.bytes());
        if (parts > 0) {
            sum(plan, parts, part, 1, x, sums, 1);
        }
        boolean given = x.kind() == Plan.Place.Kind.ARRAY;
        int from = PlanBuilder.floatsAt(sums);
        int rest = (int) (parts * part);
        plan.host("sum of sums", (arrays, workspace) -> {
            FloatBuffer partial = workspace.floats();
            double total = 0;
            for (int i = 0; i < parts; i++) {
                total += partial.get(from + i);
            }
            FloatBuffer values = given ? arrays[0].block().floats() : workspace.floats();
            int start = given ? arrays[0].start() : PlanBuilder.floatsAt(x);
            for (int i = rest; i < size; i++) {
                total += values.get(start + i);
            }
            arrays[1].block().floats().put(arrays[1].start(), (float) (total * factor));
        });
    }

    /** A divisor of a long length to sum first; the length itself when it is short or has none. */
    private static long part(long length) {
        if (length > LONG) {
            for (long part = LONG; part >= 64; part--) {
                if (length % part == 0) {
                    return part;
                }
            }
        }
        return length;
    }

    /** Drops axes of length 1 and takes neighbours of the same kind together. */
    private static void merge(Shape x, KernelOp.Reduce op, List<Long> lengths, List<Boolean> reduced) {
        for (int i = 0; i < x.rank(); i++) {
            boolean goes = op.axes().contains(i);
            int last = lengths.size() - 1;
            if (x.dim(i) == 1 && (last >= 0 || i + 1 < x.rank())) {
                continue;
            }
            if (last >= 0 && reduced.get(last) == goes) {
                lengths.set(last, lengths.get(last) * x.dim(i));
            } else {
                lengths.add(x.dim(i));
                reduced.add(goes);
            }
        }
        if (!reduced.contains(true)) { // only axes of length 1 go: a sum of single elements
            lengths.add(1L);
            reduced.add(true);
        }
    }

    private static long product(List<Long> lengths, int from, int to) {
        return lengths.subList(from, to).stream().reduce(1L, (a, b) -> a * b);
    }
}
