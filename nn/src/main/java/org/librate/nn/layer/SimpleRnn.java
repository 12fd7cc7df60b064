package org.librate.nn.layer;

import org.librate.core.Activation;
import org.librate.core.Check;
import org.librate.nn.Net;
import org.librate.nn.init.Initializer;

/**
 * The plain recurrent layer (Elman 1990), {@code h' = f(x W + h U + b)} with f tanh or ReLU: {@code [time, features]} to {@code [time, units]}. It
 * forgets within some ten steps; {@link Lstm} and {@link Gru} remember longer.
 *
 * <pre>{@code
 * SimpleRnn.of(64).withActivation(Activation.RELU)
 * }</pre>
 *
 * <p>Padding changes nothing: with {@link org.librate.nn.Pass#lengths} each row ends at its own last step, and outputs behind it are 0. A direction
 * learns {@code weight [features, units]}, {@code recurrent [units, units]} and {@code bias [units]}; the names of further layers begin with
 * {@code layer_2.}, those of the direction backwards with {@code reversed.} Input weights start as Glorot's, recurrent ones orthogonal, gate by gate;
 * biases start at 0.
 */
public final class SimpleRnn {

    /** What the user writes. */
    public record Spec(int units, int layers, double dropout, boolean bidirectional, boolean lastOnly, Activation activation,
            Initializer weights, Initializer recurrentWeights) implements RecurrentSpec<Spec> {

        public Spec {
            new RecurrentPlan(kind(activation), units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, 0); // checks them
        }

        static RecurrentKind kind(Activation activation) {
            Check.require(activation == Activation.TANH || activation == Activation.RELU, "SimpleRnn", "the activation must be TANH or RELU",
                    activation);
            return activation == Activation.RELU ? RecurrentKind.RELU : RecurrentKind.TANH;
        }

        /** {@code Activation.TANH} or {@code Activation.RELU}. */
        public Spec withActivation(Activation activation) {
            return new Spec(units, layers, dropout, bidirectional, lastOnly, activation, weights, recurrentWeights);
        }

        @Override
        public String toString() {
            return RecurrentPlan.of(this).toString();
        }
    }

    private SimpleRnn() {
    }

    public static Spec of(int units) {
        return new Spec(units, 1, 0, false, false, Activation.TANH, Initializer.glorotUniform(), Initializer.orthogonal());
    }

    /**
     * The same layers with their state going in and coming out, for encoders, decoders and sequences in pieces: inputs {@code [x, h0]}, outputs
     * {@code [y, h]}. With {@code x} alone they start from zeros. A state is {@code [n, units]}; with several layers or directions
     * {@code [n, layers · directions, units]}.
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
