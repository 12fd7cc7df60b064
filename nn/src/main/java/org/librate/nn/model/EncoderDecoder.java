package org.librate.nn.model;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.Check;
import org.librate.nn.Graph;
import org.librate.nn.LayerSpec;
import org.librate.nn.Sequential;
import org.librate.nn.layer.AdditiveAttention;
import org.librate.nn.layer.Concat;
import org.librate.nn.layer.DecoderBlock;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Embedding;
import org.librate.nn.layer.EncoderBlock;
import org.librate.nn.layer.LayerNorm;
import org.librate.nn.layer.Lstm;
import org.librate.nn.layer.PositionalEncoding;
import org.librate.nn.layer.Repeat;

/**
 * Networks from one sequence to another: inputs are the source {@code [time]} and the target so far {@code [target's time]}, the output the logits of
 * each next token {@code [target's time, vocabulary]}. Trained on {@code SequenceDataset.pairs(..).withTeacherForcing(start)}, asked by a
 * {@link org.librate.nn.text.Translator}.
 *
 * <pre>{@code
 * EncoderDecoder.transformer(sourceTokens, targetTokens).withWidth(128).withLayers(2).net()
 * EncoderDecoder.lstm(sourceTokens, targetTokens).withWidth(64).withAttention(true).net()
 * }</pre>
 */
public record EncoderDecoder(int sourceVocabulary, int targetVocabulary, boolean recurrent, int layers, int width, int heads, double dropout,
        boolean attention) {

    private static final String NAME = "EncoderDecoder";

    public EncoderDecoder {
        Check.positive(NAME, "sourceVocabulary", sourceVocabulary);
        Check.positive(NAME, "targetVocabulary", targetVocabulary);
        Check.positive(NAME, "layers", layers);
        Check.positive(NAME, "width", width);
        Check.positive(NAME, "heads", heads);
        Check.fraction(NAME, "dropout", dropout);
        Check.require(!recurrent || layers == 1, NAME, "recurrent networks have one layer on each side", layers);
    }

    /**
     * Blocks of attention on both sides, with sinusoidal positions: three of width 256 with 8 heads unless told otherwise. The vocabularies count the
     * start token as well.
     */
    public static EncoderDecoder transformer(int sourceVocabulary, int targetVocabulary) {
        return new EncoderDecoder(sourceVocabulary, targetVocabulary, false, 3, 256, 8, 0, true);
    }

    /**
     * A recurrent layer that reads, whose last state is where another begins that writes (Sutskever et al. 2014); at each step, that one's output
     * looks at all that was read (Bahdanau et al. 2015) unless told otherwise. Width 256.
     */
    public static EncoderDecoder lstm(int sourceVocabulary, int targetVocabulary) {
        return new EncoderDecoder(sourceVocabulary, targetVocabulary, true, 1, 256, 1, 0, true);
    }

    public EncoderDecoder withLayers(int layers) {
        return new EncoderDecoder(sourceVocabulary, targetVocabulary, recurrent, layers, width, heads, dropout, attention);
    }

    public EncoderDecoder withWidth(int width) {
        return new EncoderDecoder(sourceVocabulary, targetVocabulary, recurrent, layers, width, heads, dropout, attention);
    }

    public EncoderDecoder withHeads(int heads) {
        return new EncoderDecoder(sourceVocabulary, targetVocabulary, recurrent, layers, width, heads, dropout, attention);
    }

    /** In the blocks of a transformer. */
    public EncoderDecoder withDropout(double rate) {
        return new EncoderDecoder(sourceVocabulary, targetVocabulary, recurrent, layers, width, heads, rate, attention);
    }

    /** Whether a recurrent writer looks at all that was read, or knows the last state only. */
    public EncoderDecoder withAttention(boolean attention) {
        Check.require(recurrent || attention, NAME, "a transformer needs attention", attention);
        return new EncoderDecoder(sourceVocabulary, targetVocabulary, recurrent, layers, width, heads, dropout, attention);
    }

    /** The network. */
    public Graph net() {
        Graph.Builder g = Graph.builder();
        Graph.Node source = g.input("source");
        Graph.Node target = g.input("target");
        Graph.Node read = source.then("sourceTokens", Embedding.of(sourceVocabulary, width));
        Graph.Node written = target.then("targetTokens", Embedding.of(targetVocabulary, width));
        return g.outputs((recurrent ? recurrent(g, read, written) : transformer(g, read, written)).then("head", Dense.of(targetVocabulary)));
    }

    private Graph.Node recurrent(Graph.Builder g, Graph.Node read, Graph.Node written) {
        Graph.Node encoded = g.join("reader", Lstm.withState(Lstm.of(width)), read);
        Graph.Node decoded = g.join("writer", Lstm.withState(Lstm.of(width)), written, encoded.output(1), encoded.output(2));
        if (!attention) {
            return decoded;
        }
        Graph.Node seen = g.join("attention", AdditiveAttention.of(width), decoded, encoded);
        return g.join(Concat.create(), decoded, seen);
    }

    private Graph.Node transformer(Graph.Builder g, Graph.Node read, Graph.Node written) {
        List<LayerSpec> encoder = new ArrayList<>(List.of(PositionalEncoding.sinusoidal(),
                Repeat.times(layers, EncoderBlock.of(width).withHeads(heads).withDropout(dropout)), LayerNorm.create()));
        Graph.Node memory = read.then("encoder", Sequential.of(encoder));
        Graph.Node h = written.then("positions", PositionalEncoding.sinusoidal());
        for (int layer = 0; layer < layers; layer++) {
            h = g.join("decoder", DecoderBlock.of(width).withHeads(heads).withDropout(dropout), h, memory);
        }
        return h.then("norm", LayerNorm.create());
    }

    @Override
    public String toString() {
        return NAME + (recurrent ? ".lstm" : ".transformer") + "[" + sourceVocabulary + " to " + targetVocabulary + ", layers=" + layers + ", width="
                + width + (recurrent ? ", attention=" + attention : ", heads=" + heads) + (dropout == 0 ? "" : ", dropout=" + dropout) + "]";
    }
}
