package org.librate.nn.layer;

import org.librate.core.Activation;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Net;
import org.librate.nn.init.Initializer;

/**
 * The plain recurrent layer (Elman 1990), {@code h' = f(x W + h U + b)} with f tanh or ReLU: {@code [time, features]} to {@code [time, units]}. It forgets within some ten
 * steps; {@link Lstm} and {@link Gru} remember longer.
 *
 * <pre>{@code
 * SimpleRnn.of(64).withActivation(Activation.RELU)
 * }</pre>
 *
 * <p>Padding changes nothing: with {@link org.librate.nn.Pass#lengths} each row ends at its own last step, and outputs behind it are 0. A direction learns {@code weight
 * [features, units]}, {@code recurrent [units, units]} and {@code bias [units]}; the names of further layers begin with {@code layer_2.}, those of the
 * direction backwards with {@code reversed.} Input weights start as Glorot's, recurrent ones orthogonal, gate by gate; biases
 * start at 0.
 */
public final class SimpleRnn {

    /** What the user writes. */
    public record Spec(int units, int layers, double dropout, boolean bidirectional, boolean lastOnly, Activation activation, Initializer weights, Initializer recurrentWeights) implements LayerSpec {

        public Spec {
            new RecurrentPlan("SimpleRnn", kind(activation), units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, 0); // checks them
        }

        private static Spec of(RecurrentPlan plan) {
            return new Spec(plan.units(), plan.layers(), plan.dropout(), plan.bidirectional(), plan.lastOnly(), plan.kind() == RecurrentKind.RELU ? Activation.RELU : Activation.TANH, plan.weights(), plan.recurrentWeights());
        }

        RecurrentPlan plan() {
            return new RecurrentPlan("SimpleRnn", kind(activation), units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, 0);
        }

        private static RecurrentKind kind(Activation activation) {
            Check.require(activation == Activation.TANH || activation == Activation.RELU, "SimpleRnn", "the activation must be TANH or RELU", activation);
            return activation == Activation.RELU ? RecurrentKind.RELU : RecurrentKind.TANH;
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

        /** {@code Activation.TANH} or {@code Activation.RELU}. */
        public Spec withActivation(Activation activation) {
            return of(plan().withKind(kind(activation)));
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

    private SimpleRnn() {
    }

    public static Spec of(int units) {
        return Spec.of(RecurrentPlan.of("SimpleRnn", RecurrentKind.TANH, units));
    }

    /**
     * The same layers with their state going in and coming out, for encoders, decoders and sequences in pieces: inputs {@code [x, h0]}, outputs {@code [y, h]}. With {@code x} alone
     * they start from zeros. A state is {@code [n, units]}; with several layers or directions {@code [n, layers · directions, units]}.
     *
     * <pre>{@code
     * Graph.Node encoded = g.join(SimpleRnn.withState(SimpleRnn.of(64)), source);
     * Graph.Node decoded = g.join(SimpleRnn.withState(SimpleRnn.of(64)), target, encoded.output(1));
     * }</pre>
     */
    public static Net withState(Spec spec) {
        return new RecurrentNet(spec);
    }
}
