package org.librate.core.kernel;

/**
 * The options of {@link KernelOp.Attention} and its gradient.
 *
 * @param heads how many parts of the features of a query attend by themselves
 * @param keyHeads how many heads keys and values have; it divides {@code heads}, and so many queries in a row share one
 * @param scale what products of queries and keys are multiplied by
 * @param causal whether query i sees only the keys up to {@code i + offset}
 * @param offset not below 0; 0 unless causal
 * @param rate the share of attention weights that is dropped
 * @param packed whether queries, keys and values lie side by side in one array
 * @param padded whether the number of keys of each sample is given
 */
public record AttentionForm(int heads, int keyHeads, double scale, boolean causal, int offset, double rate, boolean packed, boolean padded) {

    /** The same with another offset. */
    public AttentionForm withOffset(int offset) {
        return new AttentionForm(heads, keyHeads, scale, causal, offset, rate, packed, padded);
    }
}
