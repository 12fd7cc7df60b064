package org.librate.nn.layer;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Parameter;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.Module;
import org.librate.nn.Net;
import org.librate.nn.Pass;
import org.librate.nn.init.Initializer;

/**
 * Each step of a sequence takes the mean of a memory's steps, weighted by what a small network thinks of each pair:
 * {@code y_i = Σ_j softmax_j(v · tanh(W x_i + U m_j + b)) m_j} (Bahdanau et al. 2015). Inputs {@code [time, width]} and
 * {@code [memory's time, memory's width]}, output {@code [time, memory's width]}. Padding of the memory is not seen; a row whose memory is all
 * padding gives zeros. Memory grows with the product of both lengths and the units.
 */
public final class AdditiveAttention implements Module {

    /** What the user writes. */
    public record Spec(int units) implements Net {

        public Spec {
            Check.positive("AdditiveAttention", "units", units);
        }

        @Override
        public List<Shape> outputShapes(List<Shape> inputs) {
            Check.require(inputs.size() == 2, toString(), "takes a sequence and a memory", inputs.size() + " inputs " + inputs);
            inputs.forEach(input -> Sliding.sequence(this, input));
            return List.of(inputs.get(0).withLast(inputs.get(1).last()));
        }

        @Override
        public AdditiveAttention build(List<Shape> inputs, Build build) {
            outputShapes(inputs);
            Layer query = build.layer("query", Dense.of(units).withWeights(Initializer.glorotUniform()), inputs.get(0));
            Layer key = build.layer("key", Dense.of(units).withBias(false).withWeights(Initializer.glorotUniform()), inputs.get(1));
            return new AdditiveAttention(this, query, key, build.weight("score", Shape.of(units, 1), Initializer.glorotUniform()));
        }

        /** The memory is only asked. */
        @Override
        public boolean stepsAlong(int input, int output) {
            return input == 0;
        }

        @Override
        public long multiplyAdds(List<Shape> inputs) {
            return inputs.get(0).dim(0) * inputs.get(1).dim(0) * (units + inputs.get(1).last());
        }

        @Override
        public String toString() {
            return "AdditiveAttention[units=" + units + "]";
        }
    }

    private static final double HIDDEN = -1e30; // finite, so that a row of nothing else stays a number

    private final Spec spec;
    private final Layer query;
    private final Layer key;
    private final Parameter score;      // [units, 1]

    private AdditiveAttention(Spec spec, Layer query, Layer key, Parameter score) {
        this.spec = spec;
        this.query = query;
        this.key = key;
        this.score = score;
    }

    /** @param units of the network that compares */
    public static Spec of(int units) {
        return new Spec(units);
    }

    @Override
    public List<Tensor> forward(List<Tensor> inputs, Pass pass) {
        spec.outputShapes(Joining.samples(spec, 2, inputs));
        Tensor x = inputs.get(0);
        Tensor memory = inputs.get(1);
        // [n, time, memory's time, units]
        Tensor both = query.forward(x, pass).expandDims(2).add(key.forward(memory, pass).expandDims(1)).tanh();
        Tensor scores = both.matmul(score.tensor()).squeeze(-1);
        Tensor weights = pass.mask(memory).map(mask -> masked(scores, mask.expandDims(1))).orElseGet(() -> scores.softmax(-1));
        return List.of(weights.matmul(memory));
    }

    private static Tensor masked(Tensor scores, Tensor mask) {
        DType type = scores.dtype();
        Tensor weights = mask.where(scores, Tensor.full(type, Shape.of(1), HIDDEN)).softmax(-1);
        return mask.where(weights, Tensor.full(type, Shape.of(1), 0));
    }

    @Override
    public String toString() {
        return spec.toString();
    }
}
