package org.librate.core.kernel;

import org.jspecify.annotations.Nullable;
import org.librate.core.Shape;

/**
 * Where queries, keys and values lie in the arrays of an attention call: heads are parts of the features, told apart by strides.
 *
 * @param n samples
 * @param queries steps of each sample that ask
 * @param keys steps of each sample that are asked
 * @param dim features of one head
 */
public record AttentionLayout(AttentionForm form, int n, int queries, int keys, int dim, Part q, Part k, Part v) {

    /**
     * Element (sample, step, head, d) is at {@code (sample · steps + step) · width + first + head · dim + d} of array number {@code array} of q, k,
     * v.
     */
    public record Part(int array, int first, int width) {
    }

    /** @param in the arrays from the queries (or what is packed) on */
    public static AttentionLayout of(AttentionForm form, NativeArray... in) {
        Shape x = in[0].shape();
        int n = (int) x.dim(0);
        int queries = (int) x.dim(1);
        int width = (int) x.dim(2);
        if (form.packed()) {
            int dim = width / (form.heads() + 2 * form.keyHeads());
            int firstKey = form.heads() * dim;
            return new AttentionLayout(form, n, queries, queries, dim, new Part(0, 0, width), new Part(0, firstKey, width),
                    new Part(0, firstKey + form.keyHeads() * dim, width));
        }
        int dim = width / form.heads();
        int narrow = form.keyHeads() * dim;
        return new AttentionLayout(form, n, queries, (int) in[1].shape().dim(1), dim, new Part(0, 0, width), new Part(1, 0, narrow),
                new Part(2, 0, narrow));
    }

    /** How many arrays hold queries, keys and values. */
    public int parts() {
        return form.packed() ? 1 : 3;
    }

    /** How many heads share a head of keys. */
    public int group() {
        return form.heads() / form.keyHeads();
    }

    /** The array of lengths, INT32 [n], or null. */
    public @Nullable NativeArray lengths(NativeArray[] all, int first) {
        return form.padded() ? all[first + parts()] : null;
    }

    /** The random key, INT64 [2], or null. */
    public @Nullable NativeArray key(NativeArray[] all, int first) {
        return form.rate() > 0 ? all[first + parts() + (form.padded() ? 1 : 0)] : null;
    }

    /** How many keys, from the first, this query sees; 0 is possible where a sample has no step. */
    public int seen(int sample, int query, int offset, @Nullable NativeArray lengths) {
        int real = lengths == null ? keys : Math.max(0, Math.min(keys, lengths.block().ints().get(lengths.start() + sample)));
        return form.causal() ? Math.min(real, query + offset + 1) : real;
    }

    /** The number of the weight by which a query sees key 0, for dropout: those of the other keys follow. */
    public long weight(int sample, int head, int query) {
        return (((long) sample * form.heads() + head) * queries + query) * keys;
    }
}
