package org.librate.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How {@link Tensor#attention(Tensor, Tensor, Attention)} attends.
 *
 * <pre>{@code
 * Attention.of(8).withCausal(true)                          // eight heads, each step sees itself and those before
 * Attention.of(8).withKeyValueHeads(2).withLengths(real)    // four heads share keys and values; padding is not seen
 * }</pre>
 */
public final class Attention {

    private final int heads;
    private final int keyValueHeads;
    private final double scale; // 0: 1 / √dim
    private final boolean causal;
    private final int offset;
    private final @Nullable Tensor lengths;
    private final double rate;
    private final @Nullable Tensor key;

    private Attention(int heads, int keyValueHeads, double scale, boolean causal, int offset, @Nullable Tensor lengths, double rate,
            @Nullable Tensor key) {
        this.heads = heads;
        this.keyValueHeads = keyValueHeads;
        this.scale = scale;
        this.causal = causal;
        this.offset = offset;
        this.lengths = lengths;
        this.rate = rate;
        this.key = key;
    }

    /** Every query sees every key, in so many heads. */
    public static Attention of(int heads) {
        Check.positive("attention", "heads", heads);
        return new Attention(heads, heads, 0, false, 0, null, 0, null);
    }

    /** Fewer heads of keys and values, each shared by as many heads of queries (grouped-query attention; multi-query with one). */
    public Attention withKeyValueHeads(int keyValueHeads) {
        Check.positive("attention", "keyValueHeads", keyValueHeads);
        Check.require(heads % keyValueHeads == 0, "attention", "keyValueHeads must divide " + heads + " heads", keyValueHeads);
        return new Attention(heads, keyValueHeads, scale, causal, offset, lengths, rate, key);
    }

    /** What products of queries and keys are multiplied by, where it is not {@code 1 / √(features of a head)}. */
    public Attention withScale(double scale) {
        return new Attention(heads, keyValueHeads, Check.positive("attention", "scale", scale), causal, offset, lengths, rate, key);
    }

    /** Query i sees only the keys up to i. */
    public Attention withCausal(boolean causal) {
        return new Attention(heads, keyValueHeads, scale, causal, causal ? offset : 0, lengths, rate, key);
    }

    /** Query i sees the keys up to i + offset: there are so many keys that came before the first query. */
    public Attention withCausalOffset(int offset) {
        return new Attention(heads, keyValueHeads, scale, true, Check.notNegative("attention", "offset", offset), lengths, rate, key);
    }

    /** How many keys of each sample are real, INT32 {@code [n]}: the others are not seen. A sample without any gives zeros. */
    public Attention withLengths(Tensor lengths) {
        Check.require(lengths.dtype() == DType.INT32 && lengths.rank() == 1, "attention", "lengths must be INT32 [n]",
                lengths.dtype() + " " + lengths.shape());
        return new Attention(heads, keyValueHeads, scale, causal, offset, lengths, rate, key);
    }

    /** Drops a share of the attention weights and scales the others up. The key decides which, as for {@link Tensor#dropout}. */
    public Attention withDropout(double rate, Tensor key) {
        Check.fraction("attention", "rate", rate);
        Randomness.checkKey("attention", key);
        return new Attention(heads, keyValueHeads, scale, causal, offset, lengths, rate, rate == 0 ? null : key);
    }

    public int heads() {
        return heads;
    }

    public int keyValueHeads() {
        return keyValueHeads;
    }

    /** The scale for heads of so many features. */
    public double scale(long features) {
        return scale == 0 ? 1 / Math.sqrt(features) : scale;
    }

    public boolean causal() {
        return causal;
    }

    public int offset() {
        return offset;
    }

    public Optional<Tensor> lengths() {
        return Optional.ofNullable(lengths);
    }

    public double rate() {
        return rate;
    }

    public Optional<Tensor> key() {
        return Optional.ofNullable(key);
    }

    @Override
    public String toString() {
        return "Attention[heads=" + heads + (keyValueHeads == heads ? "" : ", keyValueHeads=" + keyValueHeads)
                + (scale == 0 ? "" : ", scale=" + scale)
                + (causal ? ", causal=true" : "") + (offset == 0 ? "" : ", offset=" + offset) + (lengths == null ? "" : ", lengths")
                + (rate == 0 ? "" : ", dropout=" + rate) + "]";
    }
}
