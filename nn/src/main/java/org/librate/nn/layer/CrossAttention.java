package org.librate.nn.layer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.librate.core.Attention;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.KeyValueCache;
import org.librate.nn.Layer;
import org.librate.nn.Module;
import org.librate.nn.Net;
import org.librate.nn.Pass;
import org.librate.nn.init.Initializer;

/**
 * The steps of one sequence ask those of another, the memory: inputs {@code [time, width]} and {@code [memory's time, memory's width]}, output
 * {@code [time, width]}. Otherwise as {@link MultiHeadAttention}. Padding of the memory is not seen. In a pass with a cache the memory is looked at
 * once: it must stay the same.
 *
 * <pre>{@code
 * graph.join(CrossAttention.of(8), answer, question)
 * }</pre>
 */
public final class CrossAttention implements Module {

    /** What the user writes. {@code keyValueHeads} of 0 means as many as heads. */
    public record Spec(int heads, int keyValueHeads, double dropout, boolean bias, Initializer weights) implements Net {

        public Spec {
            Check.positive("CrossAttention", "heads", heads);
            Check.notNegative("CrossAttention", "keyValueHeads", keyValueHeads);
            Check.require(keyValueHeads == 0 || heads % keyValueHeads == 0, "CrossAttention", "keyValueHeads must divide " + heads + " heads",
                    keyValueHeads);
            Check.fraction("CrossAttention", "dropout", dropout);
        }

        /** Fewer heads of keys and values, each shared by several heads of queries. */
        public Spec withKeyValueHeads(int keyValueHeads) {
            return new Spec(heads, Check.positive("CrossAttention", "keyValueHeads", keyValueHeads), dropout, bias, weights);
        }

        /** The share of attention weights that is dropped in training. */
        public Spec withDropout(double rate) {
            return new Spec(heads, keyValueHeads, rate, bias, weights);
        }

        public Spec withBias(boolean bias) {
            return new Spec(heads, keyValueHeads, dropout, bias, weights);
        }

        public Spec withWeights(Initializer weights) {
            return new Spec(heads, keyValueHeads, dropout, bias, weights);
        }

        private int shared() {
            return keyValueHeads == 0 ? heads : keyValueHeads;
        }

        @Override
        public List<Shape> outputShapes(List<Shape> inputs) {
            Check.require(inputs.size() == 2, toString(), "takes a sequence and a memory", inputs.size() + " inputs " + inputs);
            inputs.forEach(input -> Sliding.sequence(this, input));
            Shape input = inputs.get(0);
            if (input.last() % heads != 0) {
                throw new ShapeException(toString(), "the width must be a multiple of " + heads + " heads", "", input);
            }
            return List.of(input);
        }

        @Override
        public CrossAttention build(List<Shape> inputs, Build build) {
            outputShapes(inputs);
            Shape input = inputs.get(0);
            int width = (int) input.last();
            Layer query = build.layer("query", Dense.of(width).withBias(bias).withWeights(weights), input);
            Layer keyValue = build.layer("keyValue", Dense.of(2 * shared() * (width / heads)).withBias(bias).withWeights(weights), inputs.get(1));
            Layer out = build.layer("out", Dense.of(width).withBias(bias).withWeights(weights), input);
            return new CrossAttention(this, query, keyValue, out, dropout == 0 ? null : build.key("key"), build.path());
        }

        /** The memory is only asked. */
        @Override
        public boolean stepsAlong(int input, int output) {
            return input == 0;
        }

        @Override
        public long multiplyAdds(List<Shape> inputs) {
            return 2 * inputs.get(0).size() * inputs.get(1).dim(0);
        }

        @Override
        public String toString() {
            return "CrossAttention[heads=" + heads + (shared() == heads ? "" : ", keyValueHeads=" + keyValueHeads)
                    + (dropout == 0 ? "" : ", dropout=" + dropout)
                    + (bias ? "" : ", bias=false") + (weights.equals(Initializer.glorotUniform()) ? "" : ", weights=" + weights) + "]";
        }
    }

    private final Spec spec;
    private final Layer query;
    private final Layer keyValue;
    private final Layer out;
    private final @Nullable Tensor key;
    private final String path;

    private CrossAttention(Spec spec, Layer query, Layer keyValue, Layer out, @Nullable Tensor key, String path) {
        this.spec = spec;
        this.query = query;
        this.keyValue = keyValue;
        this.out = out;
        this.key = key;
        this.path = path;
    }

    public static Spec of(int heads) {
        return new Spec(heads, 0, 0, true, Initializer.glorotUniform());
    }

    @Override
    public List<Tensor> forward(List<Tensor> inputs, Pass pass) {
        Joining.samples(spec, 2, inputs);
        Tensor x = inputs.get(0);
        Tensor memory = inputs.get(1);
        Tensor both = pass.cache().map((KeyValueCache cache) -> cache.once(path, () -> keyValue.forward(memory, pass)))
                .orElseGet(() -> keyValue.forward(memory, pass));
        long half = both.dim(2) / 2;
        Attention options = Attending.given(Attention.of(spec.heads()).withKeyValueHeads(spec.shared()), memory, key, spec.dropout(), pass);
        Tensor y = query.forward(x, pass).attention(both.slice(2, 0, half), both.slice(2, half, 2 * half), options);
        return List.of(out.forward(y, pass));
    }
}
