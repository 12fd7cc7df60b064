package org.librate.core;

import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.RecurrentCell;

/**
 * How a recurrent op walks along sequences: its cell, its direction, where each row ends and what it starts from.
 *
 * <pre>{@code
 * Recurrence.lstm().withLengths(lengths)                     // rows end at their own step
 * Recurrence.gru().withReversed(true).withState(h0)
 * }</pre>
 *
 * <p>Weights hold the gates of a cell side by side: those of an LSTM are i, f, g, o (PyTorch's order), those of a GRU z, r, n (PyTorch's is r, z, n).
 * A GRU's bias has a fourth part, added to the product of state and weights before the reset is applied.
 */
public final class Recurrence {

    private final RecurrentCell cell;
    private final boolean reversed;
    private final boolean returnsState;
    private final @Nullable Tensor lengths;
    private final @Nullable Tensor state;
    private final @Nullable Tensor cellState;

    private Recurrence(RecurrentCell cell, boolean reversed, boolean returnsState, @Nullable Tensor lengths, @Nullable Tensor state,
            @Nullable Tensor cellState) {
        this.cell = cell;
        this.reversed = reversed;
        this.returnsState = returnsState;
        this.lengths = lengths;
        this.state = state;
        this.cellState = cellState;
    }

    private static Recurrence of(RecurrentCell cell) {
        return new Recurrence(cell, false, false, null, null, null);
    }

    /** {@code h' = tanh(x W + h U + b)}. */
    public static Recurrence tanh() {
        return of(RecurrentCell.TANH);
    }

    /** {@code h' = max(0, x W + h U + b)}. */
    public static Recurrence relu() {
        return of(RecurrentCell.RELU);
    }

    /** {@code c' = σ(f) c + σ(i) tanh(g)}, {@code h' = σ(o) tanh(c')}. */
    public static Recurrence lstm() {
        return of(RecurrentCell.LSTM);
    }

    /** {@code n' = tanh(n + σ(r) (h Un + bm))}, {@code h' = σ(z) h + (1 − σ(z)) n'}. */
    public static Recurrence gru() {
        return of(RecurrentCell.GRU);
    }

    /** From the last step to the first. */
    public Recurrence withReversed(boolean reversed) {
        return new Recurrence(cell, reversed, returnsState, lengths, state, cellState);
    }

    /**
     * How many steps each row has (INT32 [n]): what comes after is not looked at and gives 0, the last state is the one after a row's own steps, and
     * in reverse a row begins at its own end. So a padded batch gives what its rows would give alone.
     */
    public Recurrence withLengths(Tensor lengths) {
        return new Recurrence(cell, reversed, returnsState, lengths, state, cellState);
    }

    /** What rows start from, [n, units]; zeros otherwise. An LSTM needs its cell state too. */
    public Recurrence withState(Tensor state) {
        Check.require(cell != RecurrentCell.LSTM, "Recurrence", "an LSTM's state is h and c", state.shape(), "Use withState(h, c).");
        return new Recurrence(cell, reversed, returnsState, lengths, state, null);
    }

    /** What rows of an LSTM start from, [n, units] each; zeros otherwise. */
    public Recurrence withState(Tensor state, Tensor cellState) {
        Check.require(cell == RecurrentCell.LSTM, "Recurrence", "only an LSTM has a cell state", cell, "Use withState(h).");
        return new Recurrence(cell, reversed, returnsState, lengths, state, cellState);
    }

    /** Whether {@link Recurred#state()} is wanted. */
    public Recurrence withReturnedState(boolean returned) {
        return new Recurrence(cell, reversed, returned, lengths, state, cellState);
    }

    RecurrentCell cell() {
        return cell;
    }

    boolean reversed() {
        return reversed;
    }

    boolean returnsState() {
        return returnsState;
    }

    @Nullable Tensor lengths() {
        return lengths;
    }

    @Nullable Tensor state() {
        return state;
    }

    @Nullable Tensor cellState() {
        return cellState;
    }

    @Override
    public String toString() {
        return "Recurrence[" + cell + (reversed ? ", reversed=true" : "") + (lengths == null ? "" : ", lengths=" + lengths.shape())
                + (state == null ? "" : ", state=" + state.shape()) + (returnsState ? ", returnedState=true" : "") + "]";
    }
}
