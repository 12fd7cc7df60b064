package org.librate.core.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.librate.core.DType;
import org.librate.core.kernel.AttentionForm;
import org.librate.core.kernel.AttentionLayout;
import org.librate.core.kernel.AttentionLayout.Part;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.Width;
import org.librate.core.kernel.host.WeightDropout;

/**
 * Attention as products of many small matrices, block by block. A block is some samples, one head of every group that shares keys, and some
 * queries: as much as its weights fit into the cache. Heads are told apart by strides, so nothing is transposed or copied; the weights live in
 * scratch memory that all blocks share, and the gradient computes them again. What is masked is set to −∞ before the softmax, in Java, row by row.
 */
final class OneDnnAttention {

    /** Weights in one block: 1 MB, of which the gradient holds two or three. */
    private static final int BLOCK = 1 << 18;

    private static final int FEWEST_ROWS = 32;

    /** For filling in bulk. */
    private static final float[] HIDDEN = new float[1024];
    private static final float[] NOTHING = new float[1024];

    static {
        Arrays.fill(HIDDEN, Float.NEGATIVE_INFINITY);
    }

    private final AttentionForm form;
    private final AttentionLayout layout;
    private final int first;        // the array of the call that holds the queries
    private final int samples;      // of one block
    private final int parts;        // that the queries of a sample are cut into
    private final Map<Object, dnnl_primitive_desc> described = new HashMap<>();

    OneDnnAttention(AttentionForm form, NativeArray[] in, int first) {
        this.form = form;
        this.first = first;
        layout = AttentionLayout.of(form, Arrays.copyOfRange(in, first, in.length));
        long perRow = (long) form.keyHeads() * layout.keys();
        samples = (int) Math.max(1, Math.min(layout.n(), BLOCK / Math.max(1, perRow * layout.queries())));
        long fit = BLOCK / Math.max(1, perRow) / FEWEST_ROWS * FEWEST_ROWS;
        int rows = samples > 1 ? layout.queries() : (int) Math.min(layout.queries(), Math.max(FEWEST_ROWS, fit));
        parts = (layout.queries() - 1) / rows + 1;
    }

    /**
     * What plans go by: where nothing is left out that nobody sees, they do not depend on the offset, which changes with every step of a text that is
     * being written.
     */
    AttentionForm kind() {
        return cuts() ? form : form.withOffset(0);
    }

    Given given() {
        return Given.numbers(form.offset());
    }

    int width() {
        double weights = (double) layout.n() * form.heads() * layout.queries() * layout.keys();
        return Width.forWork(weights * (layout.dim() / 8.0 + 4));
    }

    /** Whether blocks stop at the last key that any of their queries sees. */
    private boolean cuts() {
        return form.causal() && parts > 1;
    }

    /** Some queries of some samples, for one head of each group, and the first keys. */
    private record Block(int sample, int samples, int head, int query, int rows, int keys) {

        /** Blocks of equal sizes share primitives. */
        Object sizes() {
            return Arrays.asList(samples, rows, keys);
        }
    }

    /**
     * At most so many samples, but not so many that oneDNN would confuse them: 3.11 takes matrices for evenly spaced when the strides of samples and
     * heads are to each other as one to the number of matrices, whether or not they follow each other (its pull request 5556 corrects that).
     */
    private int withoutConfusion(int most) {
        int count = most;
        while (count > 1 && (confuses(count, layout.queries(), layout.q().width(), layout.group())
                || confuses(count, layout.queries(), form.heads() * layout.dim(), layout.group())
                || confuses(count, layout.keys(), layout.k().width(), 1))) {
            count--;
        }
        return count;
    }

    private boolean confuses(int count, int steps, int width, int headsApart) {
        return (long) steps * width == (long) count * form.keyHeads() * headsApart * layout.dim();
    }

    private interface Work {
        void on(Block block, boolean firstOfItsKeys);
    }

    /** Parts are of equal length, or one apart. */
    private int start(int part) {
        return (int) ((long) part * layout.queries() / parts);
    }

    /** The last queries come first, as they see all keys. */
    private void eachBlock(Work work) {
        int count;
        for (int sample = 0; sample < layout.n(); sample += count) {
            count = withoutConfusion(Math.min(samples, layout.n() - sample));
            boolean fresh = true;
            for (int head = 0; head < layout.group(); head++) {
                for (int part = parts - 1; part >= 0; part--) {
                    int query = start(part);
                    int length = start(part + 1) - query;
                    boolean last = part == parts - 1;
                    int keys = cuts() && !last ? (int) Math.min(layout.keys(), (long) query + length + form.offset()) : layout.keys();
                    work.on(new Block(sample, count, head, query, length, keys), fresh);
                    fresh = false;
                }
            }
        }
    }

    // ---- forward ----

    /** Arrays: queries, keys, values (or all in one), lengths or absent, key or absent, y. */
    void forward(PlanBuilder plan, KernelOp.Attention op, NativeArray[] arrays) {
        checkQueries();
        Plan.Place offset = plan.number();
        Plan.Place weights = scratch(plan);
        Part y = new Part(arrays.length - 1, 0, form.heads() * layout.dim());
        eachBlock((block, fresh) -> {
            weigh(plan, block, offset, weights);
            if (form.rate() > 0) {
                int at = PlanBuilder.floatsAt(weights);
                dropout(plan, block, at, at, -1);
            }
            multiply(plan, "mix values", block, dense(plan, block, false), weights, stepsOf(plan, block, layout.v(), false), value(plan, block),
                    queriesOf(plan, block, y), place(plan, y, block, true), 1, false);
        });
    }

    /** Products with matrices of one row come out wrong when heads are told apart by strides (oneDNN 3.11). */
    private void checkQueries() {
        if (layout.queries() == 1) {
            throw new PlanBuilder.Unsupported("a single query");
        }
    }

    /** The softmax of scaled products into the scratch memory. */
    private void weigh(PlanBuilder plan, Block block, Plan.Place offset, Plan.Place weights) {
        multiply(plan, "compare", block, queriesOf(plan, block, layout.q()), query(plan, block), stepsOf(plan, block, layout.k(), true),
                key(plan, block), dense(plan, block, false), weights, form.scale(), false);
        boolean masked = form.causal() || form.padded();
        int at = PlanBuilder.floatsAt(weights);
        int offsetAt = PlanBuilder.floatsAt(offset);
        if (masked) {
            plan.host("hide", (a, workspace) -> hide(block, a, workspace.floats(), at, (int) workspace.floats().get(offsetAt)));
        }
        long lines = (long) block.samples * form.keyHeads() * block.rows;
        dnnl_memory_desc matrix = plan.dense(lines, block.keys);
        plan.primitive("softmax", softmax(plan, block, matrix)).with(DNNL_ARG_SRC, matrix, weights).with(DNNL_ARG_DST, matrix, weights);
        if (form.padded()) {
            plan.host("clear", (a, workspace) -> clear(block, a, workspace.floats(), at));
        }
    }

    private dnnl_primitive_desc softmax(PlanBuilder plan, Block block, dnnl_memory_desc matrix) {
        return described.computeIfAbsent(Arrays.asList("softmax", block.sizes()), key -> {
            dnnl_primitive_attr attr = plan.plain();
            return plan.describe("softmax", d -> dnnl_softmax_forward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_forward_training,
                    dnnl_softmax_accurate, matrix, matrix, 1, attr));
        });
    }

    /** Sets the products with keys that a query does not see to −∞. A query that sees none keeps them, and is cleared later. */
    private void hide(Block block, NativeArray[] arrays, FloatBuffer memory, int at, int offset) {
        NativeArray lengths = layout.lengths(arrays, first);
        int row = at;
        for (int sample = block.sample; sample < block.sample + block.samples; sample++) {
            for (int head = 0; head < form.keyHeads(); head++) {
                for (int query = block.query; query < block.query + block.rows; query++, row += block.keys) {
                    int seen = layout.seen(sample, query, offset, lengths);
                    if (seen > 0 && seen < block.keys) {
                        fill(memory, row + seen, block.keys - seen, HIDDEN);
                    }
                }
            }
        }
    }

    /** The weights of samples without a step. */
    private void clear(Block block, NativeArray[] arrays, FloatBuffer memory, int at) {
        NativeArray lengths = Objects.requireNonNull(layout.lengths(arrays, first));
        int size = form.keyHeads() * block.rows * block.keys;
        for (int i = 0; i < block.samples; i++) {
            if (lengths.block().ints().get(lengths.start() + block.sample + i) <= 0) {
                fill(memory, at + i * size, size, NOTHING);
            }
        }
    }

    private static void fill(FloatBuffer memory, int from, int count, float[] values) {
        for (int done = 0; done < count; done += values.length) {
            memory.put(from + done, values, 0, Math.min(values.length, count - done));
        }
    }

    private void dropout(PlanBuilder plan, Block block, int from, int to, int also) {
        WeightDropout.Block which = new WeightDropout.Block(layout, block.sample, block.samples, block.head, block.query, block.rows, block.keys);
        plan.host("dropout", (a, workspace) -> WeightDropout.run(which, Objects.requireNonNull(layout.key(a, first)), workspace.floats(), from, to,
                also));
    }

    // ---- backward: see Nd4jAttention for the formulas ----

    /** Arrays: g, queries, keys, values (or all in one), lengths or absent, key or absent, then the gradients. */
    void gradient(PlanBuilder plan, KernelOp.AttentionGradient op, NativeArray[] arrays) {
        checkQueries();
        Plan.Place offset = plan.number();
        Plan.Place weights = scratch(plan);
        Plan.Place slopes = scratch(plan);
        Plan.Place kept = form.rate() > 0 ? scratch(plan) : weights;
        int out = arrays.length - layout.parts();
        Part dq = moved(layout.q(), out);
        Part dk = moved(layout.k(), out);
        Part dv = moved(layout.v(), out);
        Part g = new Part(0, 0, form.heads() * layout.dim());
        eachBlock((block, fresh) -> {
            weigh(plan, block, offset, weights);
            dnnl_memory_desc incoming = queriesOf(plan, block, g);
            dnnl_memory_desc matrix = dense(plan, block, false);
            dnnl_memory_desc flipped = dense(plan, block, true);
            multiply(plan, "slope of weights", block, incoming, place(plan, g, block, true), stepsOf(plan, block, layout.v(), true),
                    value(plan, block), matrix, slopes, 1, false);
            if (form.rate() > 0) {
                dropout(plan, block, PlanBuilder.floatsAt(weights), PlanBuilder.floatsAt(kept), PlanBuilder.floatsAt(slopes));
            }
            multiply(plan, "slope of values", block, flipped, kept, incoming, place(plan, g, block, true), stepsOf(plan, block, dv, false),
                    place(plan, dv, block, false), 1, !fresh);
            softmaxGradient(plan, block, weights, slopes);
            multiply(plan, "slope of queries", block, matrix, slopes, stepsOf(plan, block, layout.k(), false), key(plan, block),
                    queriesOf(plan, block, dq), place(plan, dq, block, true), form.scale(), false);
            multiply(plan, "slope of keys", block, flipped, slopes, queriesOf(plan, block, layout.q()), query(plan, block),
                    stepsOf(plan, block, dk, false), place(plan, dk, block, false), form.scale(), !fresh);
        });
    }

    private void softmaxGradient(PlanBuilder plan, Block block, Plan.Place weights, Plan.Place slopes) {
        dnnl_memory_desc matrix = plan.dense((long) block.samples * form.keyHeads() * block.rows, block.keys);
        dnnl_primitive_desc description = described.computeIfAbsent(Arrays.asList("softmax gradient", block.sizes()), key -> {
            dnnl_primitive_attr attr = plan.plain();
            dnnl_primitive_desc hint = softmax(plan, block, matrix);
            return plan.describe("softmax gradient",
                    d -> dnnl_softmax_backward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_softmax_accurate, matrix, matrix, matrix, 1, hint, attr));
        });
        plan.primitive("softmax gradient", description)
                .with(DNNL_ARG_DIFF_DST, matrix, slopes).with(DNNL_ARG_DST, matrix, weights).with(DNNL_ARG_DIFF_SRC, matrix, slopes);
    }

    // ---- products ----

    /** to = scale · a · b, or that added to it. */
    private void multiply(PlanBuilder plan, String name, Block block, dnnl_memory_desc a, Plan.Place left, dnnl_memory_desc b, Plan.Place right,
            dnnl_memory_desc y, Plan.Place to, double scale, boolean added) {
        dnnl_primitive_desc description = described.computeIfAbsent(Arrays.asList(name, added, block.sizes()), key -> {
            PlanBuilder.Attributes attributes = plan.attributes();
            if (scale != 1) {
                attributes.then(dnnl_eltwise_linear, (float) scale, 0);
            }
            if (added) {
                attributes.thenAddOld(1);
            }
            dnnl_primitive_attr attr = attributes.get();
            return plan.describe(name, d -> dnnl_matmul_primitive_desc_create(d, OneDnn.ENGINE, a, b, null, y, attr));
        });
        plan.primitive(name, description).with(DNNL_ARG_SRC, a, left).with(DNNL_ARG_WEIGHTS, b, right).with(DNNL_ARG_DST, y, to);
    }

    private Plan.Place scratch(PlanBuilder plan) {
        return plan.temporary((long) samples * form.keyHeads() * ((layout.queries() - 1) / parts + 1) * layout.keys() * DType.FLOAT32.bytes());
    }

    private static Part moved(Part part, int by) {
        return new Part(part.array() + by, part.first(), part.width());
    }

    /** The weights, [queries, keys] for each sample and head, or seen the other way round. */
    private dnnl_memory_desc dense(PlanBuilder plan, Block block, boolean flipped) {
        long matrix = (long) block.rows * block.keys;
        long[] strides = {form.keyHeads() * matrix, matrix, flipped ? 1 : block.keys, flipped ? block.keys : 1};
        return plan.strided(new long[] {block.samples, form.keyHeads(), flipped ? block.keys : block.rows, flipped ? block.rows : block.keys},
                strides);
    }

    /** [queries, dim] of each sample and group. */
    private dnnl_memory_desc queriesOf(PlanBuilder plan, Block block, Part part) {
        long[] strides = {(long) layout.queries() * part.width(), (long) layout.group() * layout.dim(), part.width(), 1};
        return plan.strided(new long[] {block.samples, form.keyHeads(), block.rows, layout.dim()}, strides);
    }

    /** [keys, dim] of each sample and group, or seen the other way round. */
    private dnnl_memory_desc stepsOf(PlanBuilder plan, Block block, Part part, boolean flipped) {
        long[] strides = {(long) layout.keys() * part.width(), layout.dim(), flipped ? 1 : part.width(), flipped ? part.width() : 1};
        return plan.strided(new long[] {block.samples, form.keyHeads(), flipped ? layout.dim() : block.keys, flipped ? block.keys : layout.dim()},
                strides);
    }

    private Plan.Place query(PlanBuilder plan, Block block) {
        return place(plan, moved(layout.q(), first), block, true);
    }

    private Plan.Place key(PlanBuilder plan, Block block) {
        return place(plan, moved(layout.k(), first), block, false);
    }

    private Plan.Place value(PlanBuilder plan, Block block) {
        return place(plan, moved(layout.v(), first), block, false);
    }

    /** Where a block's queries, or the keys of its samples, begin. */
    private Plan.Place place(PlanBuilder plan, Part part, Block block, boolean queries) {
        long steps = queries ? (long) block.sample * layout.queries() + block.query : (long) block.sample * layout.keys();
        long head = queries ? (long) block.head * layout.dim() : 0;
        return plan.array(part.array(), (steps * part.width() + part.first() + head) * DType.FLOAT32.bytes());
    }
}
