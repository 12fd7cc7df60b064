package org.librate.core;

import org.jspecify.annotations.Nullable;

/** What a recurrent op made of its sequences: {@code x.recurrent(..).output()}. */
public final class Recurred {

    private final Tensor output;
    private final @Nullable Tensor state;
    private final @Nullable Tensor cellState;

    Recurred(Tensor output, @Nullable Tensor state, @Nullable Tensor cellState) {
        this.output = output;
        this.state = state;
        this.cellState = cellState;
    }

    /** The state after each step, [n, time, units]. */
    public Tensor output() {
        return output;
    }

    /** The state after each row's last step (its first in time when reversed), [n, units]. */
    public Tensor state() {
        return asked(state);
    }

    /** An LSTM's cell state after each row's last step, [n, units]. */
    public Tensor cellState() {
        return asked(cellState);
    }

    private static Tensor asked(@Nullable Tensor state) {
        if (state == null) {
            throw new IllegalStateException("Recurred: this state was not asked for. Use Recurrence.withReturnedState(true); only an LSTM has a "
                    + "cell state.");
        }
        return state;
    }

    @Override
    public String toString() {
        return "Recurred[output=" + output.shape() + (state == null ? "" : ", state=" + state.shape()) + "]";
    }
}
