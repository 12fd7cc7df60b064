package org.librate.nn.layer;

import org.jspecify.annotations.Nullable;
import org.librate.core.Attention;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.KeyValueCache;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;
import org.librate.nn.init.Initializer;

/**
 * Self-attention: every step of a sequence asks all others and takes from those that answer. {@code [time, width]} to the same: queries, keys and
 * values are one product {@code x W + b}, cut into heads; each head gives {@code Σ_j softmax_j(q_i · k_j / √d) v_j}, and a last product mixes them
 * (Vaswani et al. 2017).
 *
 * <p>Padding is not seen. Memory does not grow with the square of the length. In a pass with a {@link KeyValueCache} the steps go on where the last
 * pass ended; only attention that looks back ({@code withCausal(true)}) can do that.
 *
 * <pre>{@code
 * MultiHeadAttention.of(8).withCausal(true).withRotary(true).withDropout(0.1)
 * }</pre>
 */
public final class MultiHeadAttention implements Layer {

    /** What the user writes. {@code keyValueHeads} of 0 means as many as heads. */
    public record Spec(int heads, int keyValueHeads, boolean causal, double dropout, boolean bias, boolean rotary, Initializer weights,
            Initializer outputWeights)
            implements LayerSpec {

        public Spec {
            Check.positive("MultiHeadAttention", "heads", heads);
            Check.notNegative("MultiHeadAttention", "keyValueHeads", keyValueHeads);
            Check.require(keyValueHeads == 0 || heads % keyValueHeads == 0, "MultiHeadAttention", "keyValueHeads must divide " + heads + " heads",
                    keyValueHeads);
            Check.fraction("MultiHeadAttention", "dropout", dropout);
        }

        public Spec withHeads(int heads) {
            return new Spec(heads, keyValueHeads, causal, dropout, bias, rotary, weights, outputWeights);
        }

        /**
         * Fewer heads of keys and values, each shared by several heads of queries: a smaller cache (grouped-query attention; multi-query with one).
         */
        public Spec withKeyValueHeads(int keyValueHeads) {
            return new Spec(heads, Check.positive("MultiHeadAttention", "keyValueHeads", keyValueHeads), causal, dropout, bias, rotary, weights,
                    outputWeights);
        }

        /** Each step sees itself and those before. */
        public Spec withCausal(boolean causal) {
            return new Spec(heads, keyValueHeads, causal, dropout, bias, rotary, weights, outputWeights);
        }

        /** The share of attention weights that is dropped in training. */
        public Spec withDropout(double rate) {
            return new Spec(heads, keyValueHeads, causal, rate, bias, rotary, weights, outputWeights);
        }

        public Spec withBias(boolean bias) {
            return new Spec(heads, keyValueHeads, causal, dropout, bias, rotary, weights, outputWeights);
        }

        /** Turns queries and keys by angles that grow with their positions, so that products tell how far apart they are (Su et al. 2021). */
        public Spec withRotary(boolean rotary) {
            return new Spec(heads, keyValueHeads, causal, dropout, bias, rotary, weights, outputWeights);
        }

        /** How all matrices start. */
        public Spec withWeights(Initializer weights) {
            return new Spec(heads, keyValueHeads, causal, dropout, bias, rotary, weights, weights);
        }

        /**
         * How the last matrix starts, whose products are added to what went around the layer: smaller in deep stacks. Name it after
         * {@link #withWeights}.
         */
        public Spec withOutputWeights(Initializer outputWeights) {
            return new Spec(heads, keyValueHeads, causal, dropout, bias, rotary, weights, outputWeights);
        }

        int shared() {
            return keyValueHeads == 0 ? heads : keyValueHeads;
        }

        @Override
        public Shape outputShape(Shape input) {
            Sliding.sequence(this, input);
            if (input.last() % heads != 0) {
                throw new ShapeException(toString(), "the width must be a multiple of " + heads + " heads", "", input);
            }
            if (rotary && input.last() / heads % 2 != 0) {
                throw new ShapeException(toString(), "rotary positions need heads of an even width", "got " + input.last() / heads, input);
            }
            return input;
        }

        @Override
        public MultiHeadAttention build(Shape input, Build build) {
            outputShape(input);
            int dim = (int) input.last() / heads;
            Layer projection = build.layer("qkv", Dense.of((heads + 2 * shared()) * dim).withBias(bias).withWeights(weights), input);
            Layer out = build.layer("out", Dense.of((int) input.last()).withBias(bias).withWeights(outputWeights), input);
            return new MultiHeadAttention(this, dim, projection, out, dropout == 0 ? null : build.key("key"), build.path());
        }

        /** Products of queries with keys, and of weights with values. */
        @Override
        public long multiplyAdds(Shape input) {
            return 2 * input.dim(0) * input.dim(0) * input.last();
        }

        @Override
        public String toString() {
            return "MultiHeadAttention[heads=" + heads + (shared() == heads ? "" : ", keyValueHeads=" + keyValueHeads)
                    + (causal ? ", causal=true" : "")
                    + (dropout == 0 ? "" : ", dropout=" + dropout) + (bias ? "" : ", bias=false") + (rotary ? ", rotary=true" : "")
                    + (weights.equals(Initializer.glorotUniform()) ? "" : ", weights=" + weights)
                    + (outputWeights.equals(weights) ? "" : ", outputWeights=" + outputWeights) + "]";
        }
    }

    private final Spec spec;
    private final int dim;
    private final Layer projection;
    private final Layer out;
    private final @Nullable Tensor key;
    private final String path;

    private MultiHeadAttention(Spec spec, int dim, Layer projection, Layer out, @Nullable Tensor key, String path) {
        this.spec = spec;
        this.dim = dim;
        this.projection = projection;
        this.out = out;
        this.key = key;
        this.path = path;
    }

    public static Spec of(int heads) {
        return new Spec(heads, 0, false, 0, true, false, Initializer.glorotUniform(), Initializer.glorotUniform());
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        spec.outputShape(Sliding.sampleOf(spec, x));
        Tensor qkv = projection.forward(x, pass);
        Attention options = Attention.of(spec.heads()).withKeyValueHeads(spec.shared()).withCausal(spec.causal());
        if (pass.cache().isPresent()) {
            return out.forward(goOn(qkv, options, x, pass, pass.cache().get()), pass);
        }
        Tensor turned = spec.rotary() ? RotaryPositions.turn(qkv, 0, spec.heads() + spec.shared(), dim) : qkv;
        return out.forward(turned.attention(Attending.given(options, x, key, spec.dropout(), pass)), pass);
    }

    /** The new steps ask all that came before and themselves. */
    private Tensor goOn(Tensor qkv, Attention options, Tensor x, Pass pass, KeyValueCache cache) {
        Check.require(spec.causal(), spec.toString(), "only attention that looks back can go on with a cache", "a pass with one",
                "Use withCausal(true).");
        Check.require(pass.lengths(x).isEmpty(), spec.toString(), "a cache is for sequences without padding", "lengths");
        int past = cache.pass(path, x.dim(1));
        Tensor turned = spec.rotary() ? RotaryPositions.turn(qkv, past, spec.heads() + spec.shared(), dim) : qkv;
        long width = (long) spec.heads() * dim;
        long narrow = (long) spec.shared() * dim;
        KeyValueCache.Kept kept = cache.append(path, turned.slice(2, width, width + narrow), turned.slice(2, width + narrow, width + 2 * narrow));
        return turned.slice(2, 0, width).attention(kept.keys(), kept.values(), options.withCausalOffset(past));
    }
}
