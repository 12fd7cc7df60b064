package org.librate.nn.layer;

import org.librate.core.Shape;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Net;
import org.librate.nn.init.Initializer;

/**
 * Gated recurrent unit (Cho et al. 2014) in the form that is fastest, and PyTorch's: {@code [time, features]} to {@code [time, units]}. With {@code z, r, n} the three parts of
 * {@code x W + b} and {@code z', r', m} those of {@code h U}, {@code n' = tanh(n + σ(r + r') (m + bm))} and {@code h' = σ(z + z') h + (1 − σ(z + z')) n'}.
 *
 * <pre>{@code
 * Gru.of(64).withLayers(2).withDropout(0.1).withBidirectional(true)
 * }</pre>
 *
 * <p>Padding changes nothing: with {@link org.librate.nn.Pass#lengths} each row ends at its own last step, and outputs behind it are 0. A direction learns {@code weight
 * [features, 3 · units]}, {@code recurrent [units, 3 · units]} and {@code bias [4 · units]}; the names of further layers begin with {@code layer_2.}, those of the
 * direction backwards with {@code reversed.} Input weights start as Glorot's, recurrent ones orthogonal, gate by gate; biases start at 0,
 * the last quarter of them is bm.
 */
public final class Gru {

    /** What the user writes. */
    public record Spec(int units, int layers, double dropout, boolean bidirectional, boolean lastOnly, Initializer weights, Initializer recurrentWeights) implements LayerSpec {

        public Spec {
            new RecurrentPlan("Gru", RecurrentKind.GRU, units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, 0); // checks them
        }

        private static Spec of(RecurrentPlan plan) {
            return new Spec(plan.units(), plan.layers(), plan.dropout(), plan.bidirectional(), plan.lastOnly(), plan.weights(), plan.recurrentWeights());
        }

        RecurrentPlan plan() {
            return new RecurrentPlan("Gru", RecurrentKind.GRU, units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, 0);
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

    private Gru() {
    }

    public static Spec of(int units) {
        return Spec.of(RecurrentPlan.of("Gru", RecurrentKind.GRU, units));
    }

    /**
     * The same layers with their state going in and coming out, for encoders, decoders and sequences in pieces: inputs {@code [x, h0]}, outputs {@code [y, h]}. With {@code x} alone
     * they start from zeros. A state is {@code [n, units]}; with several layers or directions {@code [n, layers · directions, units]}.
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
