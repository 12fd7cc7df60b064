package org.librate.nn.model;

import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.nn.LayerSpec;
import org.librate.nn.Sequential;
import org.librate.nn.init.Initializer;
import org.librate.nn.layer.DecoderBlock;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Dropout;
import org.librate.nn.layer.Embedding;
import org.librate.nn.layer.LayerNorm;
import org.librate.nn.layer.PositionalEncoding;
import org.librate.nn.layer.Repeat;
import org.librate.nn.layer.TiedEmbedding;

/**
 * A transformer that only looks back, for texts: tokens {@code [time]} to the logits of each next token {@code [time, vocabulary]} (Radford et al.
 * 2019). The defaults are those of the smallest GPT-2: 12 layers, 12 heads, width 768, learned positions, the table of tokens as the last layer. What
 * blocks add to their input starts smaller by {@code 1/√(2 · layers)}, so that the sum does not grow with the depth.
 *
 * <pre>{@code
 * Gpt.of(vocabulary.size(), 64).withLayers(4).withHeads(4).withWidth(128).withBias(false)      // nanoGPT for a CPU
 * }</pre>
 */
public record Gpt(int vocabulary, int context, int layers, int heads, int keyValueHeads, int width, double dropout, boolean bias, boolean rotary,
        boolean tied) implements OfSequences {

    private static final double DEVIATION = 0.02;
    private static final Initializer WEIGHTS = Initializer.normal(DEVIATION);

    public Gpt {
        Check.positive("Gpt", "vocabulary", vocabulary);
        Check.positive("Gpt", "context", context);
        Check.positive("Gpt", "layers", layers);
        Check.positive("Gpt", "heads", heads);
        Check.require(keyValueHeads > 0 && heads % keyValueHeads == 0, "Gpt", "keyValueHeads must divide " + heads + " heads", keyValueHeads);
        Check.positive("Gpt", "width", width);
        Check.fraction("Gpt", "dropout", dropout);
    }

    /**
     * The smallest GPT-2 for other tokens.
     *
     * @param vocabulary how many tokens there are
     * @param context the longest text that is seen at once
     */
    public static Gpt of(int vocabulary, int context) {
        return new Gpt(vocabulary, context, 12, 12, 12, 768, 0, true, false, true);
    }

    public Gpt withLayers(int layers) {
        return new Gpt(vocabulary, context, layers, heads, keyValueHeads, width, dropout, bias, rotary, tied);
    }

    /** Heads of queries, keys and values alike. */
    public Gpt withHeads(int heads) {
        return new Gpt(vocabulary, context, layers, heads, heads, width, dropout, bias, rotary, tied);
    }

    /** Fewer heads of keys and values, for a smaller cache. */
    public Gpt withKeyValueHeads(int keyValueHeads) {
        return new Gpt(vocabulary, context, layers, heads, keyValueHeads, width, dropout, bias, rotary, tied);
    }

    public Gpt withWidth(int width) {
        return new Gpt(vocabulary, context, layers, heads, keyValueHeads, width, dropout, bias, rotary, tied);
    }

    public Gpt withDropout(double rate) {
        return new Gpt(vocabulary, context, layers, heads, keyValueHeads, width, rate, bias, rotary, tied);
    }

    /** Whether dense layers and norms have a bias. */
    public Gpt withBias(boolean bias) {
        return new Gpt(vocabulary, context, layers, heads, keyValueHeads, width, dropout, bias, rotary, tied);
    }

    /** Positions as angles inside the attention, in the place of a learned table. */
    public Gpt withRotary(boolean rotary) {
        return new Gpt(vocabulary, context, layers, heads, keyValueHeads, width, dropout, bias, rotary, tied);
    }

    /** Whether the table of tokens is the last layer as well. */
    public Gpt withTiedWeights(boolean tied) {
        return new Gpt(vocabulary, context, layers, heads, keyValueHeads, width, dropout, bias, rotary, tied);
    }

    /** The layers it is made of. */
    @Override
    public LayerSpec net() {
        Embedding.Spec embedding = Embedding.of(vocabulary, width).withWeights(WEIGHTS);
        LayerNorm.Spec norm = LayerNorm.create().withBias(bias);
        DecoderBlock.Spec block = DecoderBlock.of(width).withHeads(heads).withKeyValueHeads(keyValueHeads).withDropout(dropout).withBias(bias)
                .withRotary(rotary).withNorm(norm).withWeights(WEIGHTS).withOutputWeights(Initializer.normal(DEVIATION / Math.sqrt(2.0 * layers)));
        Sequential body = Sequential.of(Repeat.times(layers, block).named("blocks"), norm);
        LayerSpec dropped = dropout == 0 ? body : Sequential.of(Dropout.of(dropout), body.named("body"));
        LayerSpec placed = rotary ? dropped : Sequential.of(PositionalEncoding.learned(context), dropped.named("text"));
        return tied ? TiedEmbedding.around(embedding, placed)
                : Sequential.of(embedding, placed.named("body"), Dense.of(vocabulary).withBias(false).withWeights(WEIGHTS).named("head"));
    }

    @Override
    public Shape outputShape(Shape input) {
        Check.require(input.rank() == 1 && input.dim(0) <= context, toString(), "takes up to " + context + " tokens [time]", input);
        return net().outputShape(input);
    }

    @Override
    public String defaultName() {
        return "gpt";
    }

    @Override
    public String toString() {
        return "Gpt[vocabulary=" + vocabulary + ", context=" + context + ", layers=" + layers + ", heads=" + heads
                + (keyValueHeads == heads ? "" : ", keyValueHeads=" + keyValueHeads)
                + ", width=" + width + (dropout == 0 ? "" : ", dropout=" + dropout) + (bias ? "" : ", bias=false") + (rotary ? ", rotary=true" : "")
                + (tied ? "" : ", tiedWeights=false") + "]";
    }
}
