package org.librate.nn.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.librate.core.Activation;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.LayerSpec;
import org.librate.nn.init.Initializer;

/** The options that {@link Lstm}, {@link Gru} and {@link SimpleRnn} share, and how they become layers. */
record RecurrentPlan(RecurrentKind kind, int units, int layers, double dropout, boolean bidirectional, boolean lastOnly,
        Initializer weights, Initializer recurrentWeights, double forgetBias) {

    RecurrentPlan {
        Check.positive(kind.layer, "units", units);
        Check.positive(kind.layer, "layers", layers);
        Check.fraction(kind.layer, "dropout", dropout);
        Check.notNull(kind.layer, "weights", weights);
        Check.notNull(kind.layer, "recurrentWeights", recurrentWeights);
    }

    /** The plan of a recurrent layer. */
    static RecurrentPlan of(LayerSpec layer) {
        if (layer instanceof Lstm.Spec l) {
            return new RecurrentPlan(RecurrentKind.LSTM, l.units(), l.layers(), l.dropout(), l.bidirectional(), l.lastOnly(), l.weights(),
                    l.recurrentWeights(), l.forgetBias());
        }
        if (layer instanceof Gru.Spec g) {
            return new RecurrentPlan(RecurrentKind.GRU, g.units(), g.layers(), g.dropout(), g.bidirectional(), g.lastOnly(), g.weights(),
                    g.recurrentWeights(), 0);
        }
        if (layer instanceof SimpleRnn.Spec s) {
            RecurrentKind kind = SimpleRnn.Spec.kind(s.activation());
            return new RecurrentPlan(kind, s.units(), s.layers(), s.dropout(), s.bidirectional(), s.lastOnly(), s.weights(), s.recurrentWeights(), 0);
        }
        throw new IllegalArgumentException("WithState: needs a recurrent layer, got " + layer + ".");
    }

    /** The layer that has this plan: {@link #of} backwards. */
    RecurrentSpec<?> spec() {
        return switch (kind) {
            case LSTM -> new Lstm.Spec(units, layers, dropout, bidirectional, lastOnly, forgetBias, weights, recurrentWeights);
            case GRU -> new Gru.Spec(units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights);
            case TANH -> new SimpleRnn.Spec(units, layers, dropout, bidirectional, lastOnly, Activation.TANH, weights, recurrentWeights);
            case RELU -> new SimpleRnn.Spec(units, layers, dropout, bidirectional, lastOnly, Activation.RELU, weights, recurrentWeights);
        };
    }

    RecurrentPlan withLayers(int layers) {
        return new RecurrentPlan(kind, units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, forgetBias);
    }

    RecurrentPlan withDropout(double dropout) {
        return new RecurrentPlan(kind, units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, forgetBias);
    }

    RecurrentPlan withBidirectional(boolean bidirectional) {
        return new RecurrentPlan(kind, units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, forgetBias);
    }

    RecurrentPlan withLastOnly(boolean lastOnly) {
        return new RecurrentPlan(kind, units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, forgetBias);
    }

    RecurrentPlan withWeights(Initializer weights) {
        return new RecurrentPlan(kind, units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, forgetBias);
    }

    RecurrentPlan withRecurrentWeights(Initializer recurrentWeights) {
        return new RecurrentPlan(kind, units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, forgetBias);
    }

    int directions() {
        return bidirectional ? 2 : 1;
    }

    /** How many numbers describe a step: the units of both directions. */
    long width() {
        return (long) units * directions();
    }

    Shape outputShape(Shape input) {
        if (input.rank() != 2 || input.size() == 0) {
            throw new ShapeException(toString(), "needs samples [time, features] that are not empty", "", input);
        }
        return lastOnly ? Shape.of(width()) : input.withLast(width());
    }

    /** One sample's state: {@code [units]}, with an axis for layers and directions in front where there are several. */
    Shape stateShape() {
        int places = layers * directions();
        return places == 1 ? Shape.of(units) : Shape.of(places, units);
    }

    RecurrentStack build(Shape input, Build build) {
        outputShape(input);
        List<RecurrentStack.Weights> weights = new ArrayList<>();
        List<Tensor> keys = new ArrayList<>();
        long features = input.last();
        for (int layer = 1; layer <= layers; layer++) {
            Build place = layer == 1 ? build : build.inside("layer_" + layer);
            weights.add(weights(features, place));
            if (bidirectional) {
                weights.add(weights(features, place.inside("reversed")));
            }
            if (layer > 1 && dropout > 0) {
                keys.add(place.key("key"));
            }
            features = width();
        }
        return new RecurrentStack(this, input.last(), weights, keys, build.path());
    }

    private RecurrentStack.Weights weights(long features, Build build) {
        long wide = (long) kind.gates * units;
        Initializer biases = forgetBias == 0 ? Initializer.zeros() : (shape, stream) -> {
            float[] values = new float[(int) shape.size()];
            Arrays.fill(values, units, 2 * units, (float) forgetBias);
            return Tensor.of(shape, values);
        };
        return new RecurrentStack.Weights(build.weight("weight", Shape.of(features, wide), perGate(kind.gates, weights)),
                build.weight("recurrent", Shape.of(units, wide), perGate(kind.gates, recurrentWeights)),
                build.bias("bias", Shape.of((long) kind.biases * units), biases));
    }

    /** Gates stand side by side, each started by itself: they share an input, but no gate is another's output. */
    private static Initializer perGate(int gates, Initializer each) {
        return (shape, stream) -> {
            Shape one = shape.withLast(shape.last() / gates);
            List<Tensor> parts = new ArrayList<>();
            for (int gate = 0; gate < gates; gate++) {
                parts.add(each.sample(one, stream.withDraw(stream.draw() + gate)));
            }
            return Tensor.concat(-1, parts);
        };
    }

    long multiplyAdds(Shape input) {
        long sum = 0;
        long features = input.last();
        for (int layer = 0; layer < layers; layer++) {
            sum += input.dim(0) * (features + units) * kind.gates * width();
            features = width();
        }
        return sum;
    }

    @Override
    public String toString() {
        Described described = Described.as(kind.layer).with("units", units).unless(1, "layers", layers).unless(0.0, "dropout", dropout)
                .unless(false, "bidirectional", bidirectional)
                .unless(false, "lastOnly", lastOnly).unless(kind == RecurrentKind.LSTM ? 1.0 : 0.0, "forgetBias", forgetBias)
                .unless(Initializer.glorotUniform(), "weights", weights).unless(Initializer.orthogonal(), "recurrentWeights", recurrentWeights);
        return (kind == RecurrentKind.RELU ? described.with("activation", kind) : described).toString();
    }
}
