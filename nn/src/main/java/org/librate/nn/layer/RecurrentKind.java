package org.librate.nn.layer;

import java.util.function.Supplier;
import org.librate.core.Recurrence;

/** The cells that recurrent layers are made of. */
enum RecurrentKind {

    LSTM("Lstm", 4, 4, 2, Recurrence::lstm),
    GRU("Gru", 3, 4, 1, Recurrence::gru),
    TANH("SimpleRnn", 1, 1, 1, Recurrence::tanh),
    RELU("SimpleRnn", 1, 1, 1, Recurrence::relu);

    final String layer;
    final int gates;
    final int biases;
    final int states; // h, and an LSTM's c
    private final Supplier<Recurrence> recurrence;

    RecurrentKind(String layer, int gates, int biases, int states, Supplier<Recurrence> recurrence) {
        this.layer = layer;
        this.gates = gates;
        this.biases = biases;
        this.states = states;
        this.recurrence = recurrence;
    }

    Recurrence recurrence() {
        return recurrence.get();
    }
}
