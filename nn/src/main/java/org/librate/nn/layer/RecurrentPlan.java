package org.librate.nn.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.LayerSpec;
import org.librate.nn.init.Initializer;

/** The options that {@link Lstm}, {@link Gru} and {@link SimpleRnn} share, and how they become layers. */
record RecurrentPlan(String who, RecurrentKind kind, int units, int layers, double dropout, boolean bidirectional, boolean lastOnly,
        Initializer weights, Initializer recurrentWeights, double forgetBias) {

    RecurrentPlan {
        Check.positive(who, "units", units);
        Check.positive(who, "layers", layers);
        Check.fraction(who, "dropout", dropout);
        Check.notNull(who, "weights", weights);
        Check.notNull(who, "recurrentWeights", recurrentWeights);
    }

    static RecurrentPlan of(String who, RecurrentKind kind, int units) {
        return new RecurrentPlan(who, kind, units, 1, 0, false, false, Initializer.glorotUniform(), Initializer.orthogonal(), kind == RecurrentKind.LSTM ? 1 : 0);
    }

    /** The plan of a recurrent layer. */
    static RecurrentPlan of(LayerSpec layer) {
        if (layer instanceof Lstm.Spec lstm) {
            return lstm.plan();
        }
        if (layer instanceof Gru.Spec gru) {
            return gru.plan();
        }
        if (layer instanceof SimpleRnn.Spec rnn) {
            return rnn.plan();
        }
        throw new IllegalArgumentException("WithState: needs a recurrent layer, got " + layer + ".");
    }

    RecurrentPlan withKind(RecurrentKind kind) {
        return new RecurrentPlan(who, kind, units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, forgetBias);
    }

    RecurrentPlan withLayers(int layers) {
        return new RecurrentPlan(who, kind, units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, forgetBias);
    }

    RecurrentPlan withDropout(double dropout) {
        return new RecurrentPlan(who, kind, units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, forgetBias);
    }

    RecurrentPlan withBidirectional(boolean bidirectional) {
        return new RecurrentPlan(who, kind, units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, forgetBias);
    }

    RecurrentPlan withLastOnly(boolean lastOnly) {
        return new RecurrentPlan(who, kind, units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, forgetBias);
    }

    RecurrentPlan withWeights(Initializer weights) {
        return new RecurrentPlan(who, kind, units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, forgetBias);
    }

    RecurrentPlan withRecurrentWeights(Initializer recurrentWeights) {
        return new RecurrentPlan(who, kind, units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, forgetBias);
    }

    RecurrentPlan withForgetBias(double forgetBias) {
        return new RecurrentPlan(who, kind, units, layers, dropout, bidirectional, lastOnly, weights, recurrentWeights, forgetBias);
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
        Described described = Described.as(who).with("units", units).unless(1, "layers", layers).unless(0.0, "dropout", dropout).unless(false, "bidirectional", bidirectional)
                .unless(false, "lastOnly", lastOnly).unless(kind == RecurrentKind.LSTM ? 1.0 : 0.0, "forgetBias", forgetBias)
                .unless(Initializer.glorotUniform(), "weights", weights).unless(Initializer.orthogonal(), "recurrentWeights", recurrentWeights);
        return (kind == RecurrentKind.RELU ? described.with("activation", kind) : described).toString();
    }
}
