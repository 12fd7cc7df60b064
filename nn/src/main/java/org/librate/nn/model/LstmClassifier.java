package org.librate.nn.model;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.nn.LayerSpec;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Dropout;
import org.librate.nn.layer.Embedding;
import org.librate.nn.layer.Lstm;

/**
 * Reads tokens {@code [time]} with an LSTM, forwards and backwards, and classifies by the last states: {@code [classes]}. Padding changes nothing.
 * Width 128 and one layer unless told otherwise.
 *
 * <pre>{@code
 * LstmClassifier.of(words.size(), 2).withWidth(64).withDropout(0.3)
 * }</pre>
 */
public record LstmClassifier(int vocabulary, int classes, int width, int layers, boolean bidirectional, double dropout) implements OfSequences {

    public LstmClassifier {
        Check.positive("LstmClassifier", "vocabulary", vocabulary);
        Check.positive("LstmClassifier", "classes", classes);
        Check.positive("LstmClassifier", "width", width);
        Check.positive("LstmClassifier", "layers", layers);
        Check.fraction("LstmClassifier", "dropout", dropout);
    }

    public static LstmClassifier of(int vocabulary, int classes) {
        return new LstmClassifier(vocabulary, classes, 128, 1, true, 0);
    }

    /** Of the table of tokens, and units in each direction. */
    public LstmClassifier withWidth(int width) {
        return new LstmClassifier(vocabulary, classes, width, layers, bidirectional, dropout);
    }

    public LstmClassifier withLayers(int layers) {
        return new LstmClassifier(vocabulary, classes, width, layers, bidirectional, dropout);
    }

    /** Whether it reads backwards as well. */
    public LstmClassifier withBidirectional(boolean bidirectional) {
        return new LstmClassifier(vocabulary, classes, width, layers, bidirectional, dropout);
    }

    /** After the table of tokens, between layers and before the end. */
    public LstmClassifier withDropout(double dropout) {
        return new LstmClassifier(vocabulary, classes, width, layers, bidirectional, dropout);
    }

    /** The layers it is made of. */
    @Override
    public Sequential net() {
        List<LayerSpec> all = new ArrayList<>(List.of(Embedding.of(vocabulary, width)));
        if (dropout > 0) {
            all.add(Dropout.of(dropout));
        }
        all.add(Lstm.of(width).withLayers(layers).withDropout(layers > 1 ? dropout : 0).withBidirectional(bidirectional).withLastOnly(true));
        if (dropout > 0) {
            all.add(Dropout.of(dropout));
        }
        all.add(Dense.of(classes).named("head"));
        return Sequential.of(all);
    }

    @Override
    public Shape outputShape(Shape input) {
        return OfSequences.overTokens(this, input);
    }

    @Override
    public String toString() {
        return "LstmClassifier[vocabulary=" + vocabulary + ", classes=" + classes + ", width=" + width + (layers == 1 ? "" : ", layers=" + layers)
                + (bidirectional ? "" : ", bidirectional=false") + (dropout == 0 ? "" : ", dropout=" + dropout) + "]";
    }
}
