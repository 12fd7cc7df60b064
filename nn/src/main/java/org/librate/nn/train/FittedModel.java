package org.librate.nn.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Padded;
import org.librate.core.learn.PriorCorrection;
import org.librate.core.text.Tokenizer;
import org.librate.nn.Network;
import org.librate.nn.Pretrained;

/** What training returns: a network with its weights, how it came to them, and a way to ask it. Safe for any number of threads. */
public abstract sealed class FittedModel permits Classifier, Regressor {

    private final Network network;
    private final History history;
    private final Provenance provenance;
    private final Predictor outputs;

    FittedModel(Network network, History history, Provenance provenance) {
        this.network = network;
        this.history = history;
        this.provenance = provenance;
        this.outputs = Predictor.ofOutput(network, output -> output);
    }

    /** For which shares of the classes its probabilities are corrected; empty if they are not. */
    Optional<PriorCorrection> shares() {
        return Optional.empty();
    }

    /** How the training went. */
    public History history() {
        return history;
    }

    /** What the model was trained with and on, and what came of it. */
    public Provenance provenance() {
        return provenance;
    }

    /**
     * Saves all of it to one file: network, weights, history and {@link #provenance}. {@code load} of the same class makes the model from the file
     * alone, with the same predictions to the last bit. The file is replaced at once and whole.
     */
    public void save(Path path) throws IOException {
        save(path, SaveOptions.create());
    }

    /** {@link #save(Path)} with notes, and with layers of yours. */
    public abstract void save(Path path, SaveOptions options) throws IOException;

    /** The tokenizer that the model was saved with ({@link SaveOptions#withTokenizer}), if it was loaded from such a file. */
    public Optional<Tokenizer> tokenizer() {
        return Optional.ofNullable(provenance.notes().get(SaveOptions.TOKENIZER)).map(Tokenizer::fromJson);
    }

    /** The network. Changing its weights changes this model. */
    public Network network() {
        return network;
    }

    /** What the network itself gives for a batch, {@code [n, ..]}: for a classifier logits, before softmax or sigmoid. */
    public Tensor outputs(Tensor... inputs) {
        return outputs.run(List.of(inputs));
    }

    /** What the network itself gives for padded sequences, with the lengths of the answers where they have steps. */
    public Padded outputs(Padded... inputs) {
        return outputs.run(inputs);
    }

    /** The network as it was written together with a copy of its weights: to train further, with another head or without one. */
    public Pretrained pretrained() {
        return Pretrained.of(network);
    }

    /**
     * What an inner layer makes of batches: features for a simpler model.
     *
     * @param path a layer's path as the summary names it, such as {@code stage_2.relu}
     */
    public Features features(String path) {
        return new Features(network, path);
    }

    /** A batch of one from a single sample's numbers. */
    final Tensor batchOfOne(float... sample) {
        Check.require(network.inputs().size() == 1, "predictRow", "is for networks with one input", network.inputs(),
                "Use predict(..) with a batch of one for each.");
        Shape shape = network.inputs().get(0);
        Check.require(sample.length == shape.size(), "predictRow", "a sample " + shape + " has " + shape.size() + " numbers", sample.length,
                shape.rank() > 1 ? "Give all of them in one array, the last axis first: of an image row by row, pixel by pixel, channel by channel."
                : "Give one for each feature, in the order of the training data.");
        return Tensor.of(shape.prepend(1), sample);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + network + ", " + history.epochs().size() + " epochs]";
    }
}
