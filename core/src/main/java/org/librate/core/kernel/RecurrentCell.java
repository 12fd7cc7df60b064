package org.librate.core.kernel;

/**
 * What a recurrent layer does with one step. Weights hold the gates side by side, in the order given here: {@code W [features, gates · units]} for
 * the input, {@code U [units, gates · units]} for the state before.
 */
public enum RecurrentCell {

    /** {@code h' = tanh(x W + h U + b)}. */
    TANH(1, 1, 0),

    /** {@code h' = max(0, x W + h U + b)}. */
    RELU(1, 1, 0),

    /** Gates i, f, g, o: {@code c' = σ(f) c + σ(i) tanh(g)}, {@code h' = σ(o) tanh(c')}. */
    LSTM(4, 4, 5),

    /**
     * Gates z, r, n, where the reset is applied after the product with the state, which has a bias of its own (the fourth):
     * {@code n' = tanh(x Wn + bn + σ(r) (h Un + bm))}, {@code h' = σ(z) h + (1 − σ(z)) n'}. What PyTorch computes, and Keras with
     * {@code reset_after}.
     */
    GRU(3, 4, 4);

    private final int gates;
    private final int biases;
    private final int kept;

    RecurrentCell(int gates, int biases, int kept) {
        this.gates = gates;
        this.biases = biases;
        this.kept = kept;
    }

    /** How many times as wide as the state the weights are. */
    public int gates() {
        return gates;
    }

    /** How many times as long as the state the bias is. */
    public int biases() {
        return biases;
    }

    /** How many numbers of each step and unit the reference kernels keep for the gradient, besides the output. */
    public int kept() {
        return kept;
    }
}
