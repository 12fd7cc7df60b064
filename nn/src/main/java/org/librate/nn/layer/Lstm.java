package org.librate.nn.layer;

import org.librate.nn.Net;
import org.librate.nn.init.Initializer;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000): {@code [time, features]} to
 * {@code [time, units]}. With {@code i, f, g, o} the four parts of {@code x W + h U + b}, {@code c' = σ(f) c + σ(i) tanh(g)} and
 * {@code h' = σ(o) tanh(c')}; {@code h'} is the output of the step.
 *
 * <pre>{@code
 * Lstm.of(64).withLayers(2).withDropout(0.1).withBidirectional(true)
 * }</pre>
 *
 * <p>Padding changes nothing: with {@link org.librate.nn.Pass#lengths} each row ends at its own last step, and outputs behind it are 0. A direction
 * learns {@code weight [features, 4 · units]}, {@code recurrent [units, 4 · units]} and {@code bias [4 · units]}; the names of further layers begin
 * with {@code layer_2.}, those of the direction backwards with {@code reversed.} Input weights start as Glorot's, recurrent ones orthogonal, gate by
 * gate; the bias of the forget gate starts at 1, so that a new layer remembers (Jozefowicz et al. 2015), all else at 0.
 */
public final class Lstm {

    /** What the user writes. */
    public record Spec(int units, int layers, double dropout, boolean bidirectional, boolean lastOnly, double forgetBias,
            Initializer weights, Initializer recurrentWeights) implements RecurrentSpec<Spec> {

        public Spec {
            // checks them
            new RecurrentPlan(RecurrentKind.LSTM, units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, forgetBias);
        }

        /**
         * Where the bias of the forget gate starts: 1 by default, as a layer that begins by forgetting learns long dependencies late. PyTorch's
         * starts around 0.
         */
        public Spec withForgetBias(double bias) {
            return new Spec(units, layers, dropout, bidirectional, lastOnly, bias, weights, recurrentWeights);
        }

        @Override
        public String toString() {
            return RecurrentPlan.of(this).toString();
        }
    }

    private Lstm() {
    }

    public static Spec of(int units) {
        return new Spec(units, 1, 0, false, false, 1, Initializer.glorotUniform(), Initializer.orthogonal());
    }

    /**
     * The same layers with their state going in and coming out, for encoders, decoders and sequences in pieces: inputs {@code [x, h0, c0]}, outputs
     * {@code [y, h, c]}. With {@code x} alone they start from zeros. A state is {@code [n, units]}; with several layers or directions
     * {@code [n, layers · directions, units]}.
     *
     * <pre>{@code
     * Graph.Node encoded = g.join(Lstm.withState(Lstm.of(64)), source);
     * Graph.Node decoded = g.join(Lstm.withState(Lstm.of(64)), target, encoded.output(1), encoded.output(2));
     * }</pre>
     */
    public static Net withState(Spec spec) {
        return new RecurrentNet(spec);
    }
}
