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
import org.librate.nn.layer.EncoderBlock;
import org.librate.nn.layer.LayerNorm;
import org.librate.nn.layer.MeanOverTime;
import org.librate.nn.layer.PositionalEncoding;
import org.librate.nn.layer.Repeat;

/**
 * A transformer that looks both ways: tokens {@code [time]} to the logits of one answer {@code [outputs]}, from the mean of all steps, or of one for
 * each step {@code [time, outputs]}. Padding changes nothing. Six layers of width 256 with eight heads unless said otherwise.
 *
 * <pre>{@code
 * TransformerEncoder.classifier(vocabulary.size(), labels.size()).withLayers(2).withWidth(128).withDropout(0.1)
 * TransformerEncoder.tagger(vocabulary.size(), tags.size())
 * }</pre>
 */
public record TransformerEncoder(int vocabulary, int outputs, boolean eachStep, int layers, int width, int heads, int feedForward, double dropout)
        implements OfSequences {

    public TransformerEncoder {
        Check.positive("TransformerEncoder", "vocabulary", vocabulary);
        Check.positive("TransformerEncoder", "outputs", outputs);
        Check.positive("TransformerEncoder", "layers", layers);
        Check.positive("TransformerEncoder", "width", width);
        Check.positive("TransformerEncoder", "heads", heads);
        Check.positive("TransformerEncoder", "feedForward", feedForward);
        Check.fraction("TransformerEncoder", "dropout", dropout);
    }

    /** One answer for each sequence. */
    public static TransformerEncoder classifier(int vocabulary, int classes) {
        return new TransformerEncoder(vocabulary, classes, false, 6, 256, 8, 1024, 0);
    }

    /** One answer for each step. */
    public static TransformerEncoder tagger(int vocabulary, int tags) {
        return new TransformerEncoder(vocabulary, tags, true, 6, 256, 8, 1024, 0);
    }

    public TransformerEncoder withLayers(int layers) {
        return new TransformerEncoder(vocabulary, outputs, eachStep, layers, width, heads, feedForward, dropout);
    }

    /** The width, and four times that between the dense layers. */
    public TransformerEncoder withWidth(int width) {
        return new TransformerEncoder(vocabulary, outputs, eachStep, layers, width, heads, 4 * width, dropout);
    }

    public TransformerEncoder withHeads(int heads) {
        return new TransformerEncoder(vocabulary, outputs, eachStep, layers, width, heads, feedForward, dropout);
    }

    public TransformerEncoder withFeedForward(int units) {
        return new TransformerEncoder(vocabulary, outputs, eachStep, layers, width, heads, units, dropout);
    }

    public TransformerEncoder withDropout(double rate) {
        return new TransformerEncoder(vocabulary, outputs, eachStep, layers, width, heads, feedForward, rate);
    }

    /** The layers it is made of. */
    @Override
    public Sequential net() {
        List<LayerSpec> all = new ArrayList<>(List.of(Embedding.of(vocabulary, width), PositionalEncoding.sinusoidal()));
        if (dropout > 0) {
            all.add(Dropout.of(dropout));
        }
        all.add(Repeat.times(layers, EncoderBlock.of(width).withHeads(heads).withFeedForward(feedForward).withDropout(dropout)).named("blocks"));
        all.add(LayerNorm.create());
        if (!eachStep) {
            all.add(MeanOverTime.skippingPadding());
        }
        all.add(Dense.of(outputs).named("head"));
        return Sequential.of(all);
    }

    @Override
    public Shape outputShape(Shape input) {
        return OfSequences.overTokens(this, input);
    }

    @Override
    public String toString() {
        return "TransformerEncoder[vocabulary=" + vocabulary + (eachStep ? ", tags=" : ", classes=") + outputs + ", layers=" + layers + ", width="
                + width + ", heads=" + heads + ", feedForward=" + feedForward + (dropout == 0 ? "" : ", dropout=" + dropout) + "]";
    }
}
