package org.librate.nn.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.librate.core.Tensor;
import org.librate.core.data.Padded;
import org.librate.core.save.SavedTypes;
import org.librate.nn.Network;
import org.librate.nn.save.NetJson;

/** A trained classifier: of several classes, of two, or of labels that may hold together. Safe for any number of threads. */
public final class Classifier extends FittedModel implements ClassPredictor {

    private final ClassifierTask task;
    private final Predictor probabilities;

    Classifier(ClassifierTask task, Network network, History history, Provenance provenance) {
        super(network, history, provenance);
        this.task = task;
        this.probabilities = Predictor.ofOutput(network, task::scores);
    }

    /**
     * The classifier that a file holds. Whatever is wrong with the file is a {@link org.librate.core.data.BadFileException}; nothing in it is
     * executed.
     */
    public static Classifier load(Path path) throws IOException {
        return load(path, NetJson.types());
    }

    /** The classifier that a file holds, with layers of yours: {@code NetJson.types().with("Swish", Swish.class)}. */
    public static Classifier load(Path path, SavedTypes types) throws IOException {
        return ModelFile.classifier(path, types);
    }

    ClassifierTask task() {
        return task;
    }

    @Override
    public void save(Path path, SaveOptions options) throws IOException {
        ModelFile.save(this, Optional.of(task), path, options);
    }

    /** What the training data called its classes, in the order of their numbers; empty if it did not say. */
    public List<String> classNames() {
        return provenance().classNames();
    }

    @Override
    public Tensor predict(Tensor... inputs) {
        return decide(predictProbabilities(inputs));
    }

    /** A probability for each class, {@code [n, classes]}: rows sum to 1, but for labels that may hold together. */
    @Override
    public Tensor predictProbabilities(Tensor... inputs) {
        return probabilities.run(List.of(inputs));
    }

    @Override
    public Tensor predict(Padded... inputs) {
        return decide(predictProbabilities(inputs));
    }

    @Override
    public Tensor predictProbabilities(Padded... inputs) {
        return probabilities.run(inputs).values();
    }

    @Override
    public Tensor decide(Tensor probabilities) {
        return task.decide(Sure.of("predict", probabilities));
    }

    /** The class number of a single sample, given number by number. */
    public int predictRow(float... sample) {
        return predict(batchOfOne(sample)).toInts()[0];
    }

    /** The probabilities of a single sample, given number by number. */
    public float[] predictProbabilitiesRow(float... sample) {
        return predictProbabilities(batchOfOne(sample)).toArray();
    }
}
