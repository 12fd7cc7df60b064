package org.librate.core.kernel.nd4j;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.AttentionForm;
import org.librate.core.kernel.AttentionLayout;
import org.librate.core.kernel.AttentionLayout.Part;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.NativeArray;
import org.librate.core.random.Dropping;
import org.librate.core.random.Threefry;

/** Attention as its formula says, one query after another. */
final class Nd4jAttention {

    private final AttentionLayout layout;
    private final Reals q;
    private final Reals k;
    private final Reals v;
    private final @Nullable NativeArray lengths;
    private final @Nullable NativeArray key;
    private final double[] weights;     // of one query, before dropout
    private final double[] masks;       // what dropout multiplies them by
    private final double[] slopes;
    private final Dropping dropping;
    private final float kept;

    private Nd4jAttention(AttentionForm form, NativeArray[] in, int first) {
        layout = AttentionLayout.of(form, Arrays.copyOfRange(in, first, in.length));
        q = Reals.of(in[first + layout.q().array()]);
        k = Reals.of(in[first + layout.k().array()]);
        v = Reals.of(in[first + layout.v().array()]);
        lengths = layout.lengths(in, first);
        key = layout.key(in, first);
        weights = new double[layout.keys()];
        masks = new double[layout.keys()];
        slopes = new double[layout.keys()];
        dropping = Dropping.of(form.rate());
        kept = (float) (1 / (1 - form.rate()));
        Arrays.fill(masks, 1);
    }

    static Call forward(AttentionForm form, NativeArray[] in, NativeArray y) {
        Nd4jAttention work = new Nd4jAttention(form, in, 0);
        Reals out = Reals.of(y);
        return HeldCall.of(() -> work.forward(out), Stream.concat(Stream.of(in), Stream.of(y)).toArray(NativeArray[]::new));
    }

    static Call gradient(AttentionForm form, NativeArray[] in, NativeArray[] gradients) {
        Nd4jAttention work = new Nd4jAttention(form, in, 1);
        Reals g = Reals.of(in[0]);
        Reals dq = Reals.of(gradients[work.layout.q().array()]);
        Reals dk = Reals.of(gradients[work.layout.k().array()]);
        Reals dv = Reals.of(gradients[work.layout.v().array()]);
        double[][] sums = new double[2][work.layout.keys() * work.layout.dim()];
        return HeldCall.of(() -> work.gradient(g, dq, dk, dv, sums[0], sums[1]),
                Stream.concat(Stream.of(in), Stream.of(gradients)).toArray(NativeArray[]::new));
    }

    private void forward(Reals y) {
        int dim = layout.dim();
        for (int sample = 0; sample < layout.n(); sample++) {
            for (int head = 0; head < layout.form().heads(); head++) {
                for (int query = 0; query < layout.queries(); query++) {
                    int seen = weigh(sample, head, query);
                    int out = ((sample * layout.queries() + query) * layout.form().heads() + head) * dim;
                    for (int d = 0; d < dim; d++) {
                        double sum = 0;
                        for (int j = 0; j < seen; j++) {
                            sum += weights[j] * masks[j] * v.get(at(layout.v(), sample, layout.keys(), j, head / layout.group()) + d);
                        }
                        y.set(out + d, sum);
                    }
                }
            }
        }
    }

    private int at(Part part, int sample, int steps, int step, int head) {
        return (sample * steps + step) * part.width() + part.first() + head * layout.dim();
    }

    /** Fills weights and masks for a query; returns how many keys it sees. */
    private int weigh(int sample, int head, int query) {
        int seen = layout.seen(sample, query, layout.form().offset(), lengths);
        int from = at(layout.q(), sample, layout.queries(), query, head);
        double max = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < seen; j++) {
            weights[j] = layout.form().scale() * dot(q, from, k, at(layout.k(), sample, layout.keys(), j, head / layout.group()));
            max = Math.max(max, weights[j]);
        }
        double sum = 0;
        for (int j = 0; j < seen; j++) {
            weights[j] = Math.exp(weights[j] - max);
            sum += weights[j];
        }
        for (int j = 0; j < seen; j++) {
            weights[j] /= sum;
        }
        if (key != null) {
            long stream = Threefry.streamKey(key.block().longs().get(key.start()), key.block().longs().get(key.start() + 1));
            long first = layout.weight(sample, head, query);
            for (int j = 0; j < seen; j++) {
                masks[j] = dropping.drops(stream, first + j) ? 0 : kept;
            }
        }
        return seen;
    }

    private double dot(Reals a, int i, Reals b, int j) {
        double sum = 0;
        for (int d = 0; d < layout.dim(); d++) {
            sum += a.get(i + d) * b.get(j + d);
        }
        return sum;
    }

    /**
     * With w the weights and m the mask: {@code dv_j = Σ_i w_ij m_ij g_i}; {@code u_ij = m_ij g_i · v_j} is what comes back to a weight, and through
     * the softmax {@code s_ij = scale · w_ij (u_ij − Σ_l w_il u_il)} to a product; {@code dq_i = Σ_j s_ij k_j}, {@code dk_j = Σ_i s_ij q_i}.
     */
    private void gradient(Reals g, Reals dq, Reals dk, Reals dv, double[] keySums, double[] valueSums) {
        int dim = layout.dim();
        for (int sample = 0; sample < layout.n(); sample++) {
            for (int shared = 0; shared < layout.form().keyHeads(); shared++) {
                Arrays.fill(keySums, 0);
                Arrays.fill(valueSums, 0);
                for (int head = shared * layout.group(); head < (shared + 1) * layout.group(); head++) {
                    for (int query = 0; query < layout.queries(); query++) {
                        int seen = weigh(sample, head, query);
                        int incoming = ((sample * layout.queries() + query) * layout.form().heads() + head) * dim;
                        int asked = at(layout.q(), sample, layout.queries(), query, head);
                        slopes(sample, shared, seen, g, incoming);
                        for (int d = 0; d < dim; d++) {
                            double sum = 0;
                            for (int j = 0; j < seen; j++) {
                                sum += slopes[j] * k.get(at(layout.k(), sample, layout.keys(), j, shared) + d);
                                keySums[j * dim + d] += slopes[j] * q.get(asked + d);
                                valueSums[j * dim + d] += weights[j] * masks[j] * g.get(incoming + d);
                            }
                            dq.set(asked + d, sum);
                        }
                    }
                }
                for (int j = 0; j < layout.keys(); j++) {
                    for (int d = 0; d < dim; d++) {
                        dk.set(at(layout.k(), sample, layout.keys(), j, shared) + d, keySums[j * dim + d]);
                        dv.set(at(layout.v(), sample, layout.keys(), j, shared) + d, valueSums[j * dim + d]);
                    }
                }
            }
        }
    }

    private void slopes(int sample, int shared, int seen, Reals g, int incoming) {
        double mean = 0;
        for (int j = 0; j < seen; j++) {
            slopes[j] = masks[j] * dot(g, incoming, v, at(layout.v(), sample, layout.keys(), j, shared));
            mean += weights[j] * slopes[j];
        }
        for (int j = 0; j < seen; j++) {
            slopes[j] = layout.form().scale() * weights[j] * (slopes[j] - mean);
        }
    }
}
