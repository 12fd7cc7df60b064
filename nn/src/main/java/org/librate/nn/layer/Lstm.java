package org.librate.nn.layer;

import org.librate.core.Shape;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Net;
import org.librate.nn.init.Initializer;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000): {@code [time, features]} to {@code [time, units]}. With {@code i, f, g, o}
 * the four parts of {@code x W + h U + b}, {@code c' = σ(f) c + σ(i) tanh(g)} and {@code h' = σ(o) tanh(c')}; {@code h'} is the output of the step.
 *
 * <pre>{@code
 * Lstm.of(64).withLayers(2).withDropout(0.1).withBidirectional(true)
 * }</pre>
 *
 * <p>Padding changes nothing: with {@link org.librate.nn.Pass#lengths} each row ends at its own last step, and outputs behind it are 0. A direction learns {@code weight
 * [features, 4 · units]}, {@code recurrent [units, 4 · units]} and {@code bias [4 · units]}; the names of further layers begin with {@code layer_2.}, those of the
 * direction backwards with {@code reversed.} Input weights start as Glorot's, recurrent ones orthogonal, gate by gate; the bias of the
 * forget gate starts at 1, so that a new layer remembers (Jozefowicz et al. 2015), all else at 0.
 */
public final class Lstm {

    /** What the user writes. */
    public record Spec(int units, int layers, double dropout, boolean bidirectional, boolean lastOnly, double forgetBias, Initializer weights, Initializer recurrentWeights) implements LayerSpec {

        public Spec {
            new RecurrentPlan("Lstm", RecurrentKind.LSTM, units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, forgetBias); // checks them
        }

        private static Spec of(RecurrentPlan plan) {
            return new Spec(plan.units(), plan.layers(), plan.dropout(), plan.bidirectional(), plan.lastOnly(), plan.forgetBias(), plan.weights(), plan.recurrentWeights());
        }

        RecurrentPlan plan() {
            return new RecurrentPlan("Lstm", RecurrentKind.LSTM, units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, forgetBias);
        }

        /** So many layers on top of each other, all of the same width. */
        public Spec withLayers(int layers) {
            return of(plan().withLayers(layers));
        }

        /** The share that dropout takes away between layers, in training. */
        public Spec withDropout(double rate) {
            return of(plan().withDropout(rate));
        }

        /** Reads sequences backwards too, with weights of their own: {@code [time, 2 · units]}, the forward half first. */
        public Spec withBidirectional(boolean bidirectional) {
            return of(plan().withBidirectional(bidirectional));
        }

        /** Gives only the state after the last step of each sequence (the first, for the half that reads backwards): {@code [time, features]} to {@code [units]}. */
        public Spec withLastOnly(boolean lastOnly) {
            return of(plan().withLastOnly(lastOnly));
        }

        /** How the input's weights start, gate by gate. */
        public Spec withWeights(Initializer weights) {
            return of(plan().withWeights(weights));
        }

        /** How the state's weights start, gate by gate. */
        public Spec withRecurrentWeights(Initializer weights) {
            return of(plan().withRecurrentWeights(weights));
        }

        /** Where the bias of the forget gate starts: 1 by default, as a layer that begins by forgetting learns long dependencies late. PyTorch's starts around 0. */
        public Spec withForgetBias(double bias) {
            return of(plan().withForgetBias(bias));
        }

        @Override
        public Shape outputShape(Shape input) {
            return plan().outputShape(input);
        }

        @Override
        public Layer build(Shape input, Build build) {
            return plan().build(input, build);
        }

        @Override
        public long multiplyAdds(Shape input) {
            return plan().multiplyAdds(input);
        }

        @Override
        public String toString() {
            return plan().toString();
        }
    }

    private Lstm() {
    }

    public static Spec of(int units) {
        return Spec.of(RecurrentPlan.of("Lstm", RecurrentKind.LSTM, units));
    }

    /**
     * The same layers with their state going in and coming out, for encoders, decoders and sequences in pieces: inputs {@code [x, h0, c0]}, outputs {@code [y, h, c]}. With {@code x} alone
     * they start from zeros. A state is {@code [n, units]}; with several layers or directions {@code [n, layers · directions, units]}.
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
