package org.librate.nn.layer;

import org.librate.nn.Net;
import org.librate.nn.init.Initializer;

/**
 * Gated recurrent unit (Cho et al. 2014) in the form that is fastest, and PyTorch's: {@code [time, features]} to {@code [time, units]}. With
 * {@code z, r, n} the three parts of {@code x W + b} and {@code z', r', m} those of {@code h U}, {@code n' = tanh(n + σ(r + r') (m + bm))} and
 * {@code h' = σ(z + z') h + (1 − σ(z + z')) n'}.
 *
 * <pre>{@code
 * Gru.of(64).withLayers(2).withDropout(0.1).withBidirectional(true)
 * }</pre>
 *
 * <p>Padding changes nothing: with {@link org.librate.nn.Pass#lengths} each row ends at its own last step, and outputs behind it are 0. A direction
 * learns {@code weight [features, 3 · units]}, {@code recurrent [units, 3 · units]} and {@code bias [4 · units]}; the names of further layers begin
 * with {@code layer_2.}, those of the direction backwards with {@code reversed.} Input weights start as Glorot's, recurrent ones orthogonal, gate by
 * gate; biases start at 0, the last quarter of them is bm.
 */
public final class Gru {

    /** What the user writes. */
    public record Spec(int units, int layers, double dropout, boolean bidirectional, boolean lastOnly,
            Initializer weights, Initializer recurrentWeights) implements RecurrentSpec<Spec> {

        public Spec {
            new RecurrentPlan(RecurrentKind.GRU, units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, 0); // checks them
        }

        @Override
        public String toString() {
            return RecurrentPlan.of(this).toString();
        }
    }

    private Gru() {
    }

    public static Spec of(int units) {
        return new Spec(units, 1, 0, false, false, Initializer.glorotUniform(), Initializer.orthogonal());
    }

    /**
     * The same layers with their state going in and coming out, for encoders, decoders and sequences in pieces: inputs {@code [x, h0]}, outputs
     * {@code [y, h]}. With {@code x} alone they start from zeros. A state is {@code [n, units]}; with several layers or directions
     * {@code [n, layers · directions, units]}.
     *
     * <pre>{@code
     * Graph.Node encoded = g.join(Gru.withState(Gru.of(64)), source);
     * Graph.Node decoded = g.join(Gru.withState(Gru.of(64)), target, encoded.output(1));
     * }</pre>
     */
    public static Net withState(Spec spec) {
        return new RecurrentNet(spec);
    }
}
