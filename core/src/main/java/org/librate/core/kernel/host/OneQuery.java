package org.librate.core.kernel.host;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.AttentionForm;
import org.librate.core.kernel.AttentionLayout;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.NativeArray;

/**
 * Attention of a single query in each sample, as when a text is written step by step: every key and value is looked at once, so there is nothing to
 * gain from matrix products.
 */
public final class OneQuery implements Call, HostParallel.Body {

    private static final int GRAIN = 1 << 17; // products of two numbers: some 50 µs

    private final AttentionLayout layout;
    private final NativeArray q;
    private final NativeArray k;
    private final NativeArray v;
    private final @Nullable NativeArray lengths;
    private final NativeArray y;

    private OneQuery(AttentionForm form, NativeArray[] in, NativeArray y) {
        this.layout = AttentionLayout.of(form, in);
        this.q = in[layout.q().array()];
        this.k = in[layout.k().array()];
        this.v = in[layout.v().array()];
        this.lengths = layout.lengths(in, 0);
        this.y = y;
    }

    /** The call, or null if this is another case: several queries, or dropout. */
    public static @Nullable Call of(AttentionForm form, NativeArray[] in, NativeArray y) {
        return y.shape().dim(1) == 1 && form.rate() == 0 ? new OneQuery(form, in, y) : null;
    }

    @Override
    public void run() {
        try {
            HostParallel.run(this, layout.n() * layout.form().keyHeads(), GRAIN / Math.max(1, 2 * layout.keys() * layout.dim() * layout.group()) + 1);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** For the samples' heads of keys, counted through. */
    @Override
    public void run(int from, int to) {
        int dim = layout.dim();
        int group = layout.group();
        Memory memory = Memory.CURRENT.get();
        memory.reserve(layout.keys(), dim);
        for (int i = from; i < to; i++) {
            int sample = i / layout.form().keyHeads();
            int shared = i % layout.form().keyHeads();
            int seen = layout.seen(sample, 0, layout.form().offset(), lengths);
            for (int head = shared * group; head < (shared + 1) * group; head++) {
                q.block().floats().get(q.start() + sample * layout.q().width() + layout.q().first() + head * dim, memory.query, 0, dim);
                weigh(memory, sample, shared, seen);
                Arrays.fill(memory.sum, 0, dim, 0);
                FloatBuffer values = v.block().floats();
                for (int j = 0; j < seen; j++) {
                    values.get(at(v, layout.v(), sample, j, shared), memory.row, 0, dim);
                    add(memory.sum, memory.row, memory.weights[j], dim);
                }
                y.block().floats().put(y.start() + (sample * layout.form().heads() + head) * dim, memory.sum, 0, dim);
            }
        }
    }

    private int at(NativeArray array, AttentionLayout.Part part, int sample, int step, int head) {
        return array.start() + (sample * layout.keys() + step) * part.width() + part.first() + head * layout.dim();
    }

    private void weigh(Memory memory, int sample, int shared, int seen) {
        float[] weights = memory.weights;
        FloatBuffer keys = k.block().floats();
        float scale = (float) layout.form().scale();
        float max = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < seen; j++) {
            keys.get(at(k, layout.k(), sample, j, shared), memory.row, 0, layout.dim());
            weights[j] = scale * dot(memory.query, memory.row, layout.dim());
            max = Math.max(max, weights[j]);
        }
        double sum = 0;
        for (int j = 0; j < seen; j++) {
            weights[j] = (float) Math.exp(weights[j] - max);
            sum += weights[j];
        }
        float share = (float) (1 / sum);
        for (int j = 0; j < seen; j++) {
            weights[j] *= share;
        }
    }

    /** Four sums that do not wait for each other. */
    private static float dot(float[] a, float[] b, int n) {
        float s = 0;
        float t = 0;
        float u = 0;
        float w = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s += a[i] * b[i];
            t += a[i + 1] * b[i + 1];
            u += a[i + 2] * b[i + 2];
            w += a[i + 3] * b[i + 3];
        }
        for (; i < n; i++) {
            s += a[i] * b[i];
        }
        return s + t + (u + w);
    }

    private static void add(float[] sum, float[] row, float weight, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += weight * row[i];
        }
    }

    /** What a thread works in; it grows to the largest call. */
    private static final class Memory {
        static final ThreadLocal<Memory> CURRENT = ThreadLocal.withInitial(Memory::new);

        float[] weights = new float[0];
        float[] query = new float[0];
        float[] row = new float[0];
        float[] sum = new float[0];

        void reserve(int keys, int dim) {
            if (weights.length < keys) {
                weights = new float[keys];
            }
            if (row.length < dim) {
                query = new float[dim];
                row = new float[dim];
                sum = new float[dim];
            }
        }
    }
}
