package org.librate.nn.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;
import org.librate.core.data.Padded;
import org.librate.core.learn.PriorCorrection;
import org.librate.core.save.SavedTypes;
import org.librate.nn.Network;
import org.librate.nn.save.NetJson;

/**
 * A trained classifier: of several classes, of two, or of labels that may hold together. Safe for any number of threads.
 *
 * <p>One that learned from classes that weights, a loss, an order or a resampled data set made more or less frequent knows it, and corrects its
 * probabilities, from which its answers follow:
 *
 * <pre>{@code
 * Classifier model = Trainer.classifier(net).balanceClasses().fit(rows);
 * model.predictProbabilities(x);                              // for classes as frequent as among the rows
 * model.withRawProbabilities().predictProbabilities(x);       // as if they were as frequent as each other
 * }</pre>
 */
public final class Classifier extends FittedModel implements ClassPredictor {

    private final ClassifierTask task;
    private final Predictor probabilities;
    private final @Nullable PriorCorrection correction; // null where nothing made classes more or less frequent

    Classifier(ClassifierTask task, Network network, History history, Provenance provenance, @Nullable PriorCorrection correction) {
        super(network, history, provenance);
        this.task = task;
        this.correction = correction;
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

    // ---- how frequent classes are ----

    /** How probabilities are corrected for classes that weights, a loss, an order or resampling made more or less frequent; empty if they are not. */
    public Optional<PriorCorrection> priorCorrection() {
        return Optional.ofNullable(correction).filter(some -> !some.isNone());
    }

    /** The same with probabilities as the network learned them; its answers follow these. Of a model that has nothing to correct, itself. */
    public Classifier withRawProbabilities() {
        return correction == null ? this : with(correction.none());
    }

    /**
     * The same with probabilities for rows among which classes are as frequent as this.
     *
     * @param shares for each class by name, or by number if classes have no names; they are divided by their sum
     */
    public Classifier withShares(Map<String, Double> shares) {
        if (correction == null) {
            throw new IllegalStateException("Classifier: the shares it learned from were not written down, as nothing changed them."
                    + " Use PriorCorrection.of(ClassCounts.of(train, classes), ClassCounts.of(..)).apply(probabilities).");
        }
        return with(correction.to(shares));
    }

    Classifier with(PriorCorrection other) {
        return new Classifier(task, network(), history(), provenance(), other);
    }

    @Override
    Optional<PriorCorrection> shares() {
        return Optional.ofNullable(correction);
    }

    private Tensor corrected(Tensor raw) {
        return correction == null ? raw : correction.apply(raw);
    }

    // ---- answers ----

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
        return corrected(rawProbabilities(inputs));
    }

    /** What the network says itself: see {@link #withRawProbabilities}. */
    public Tensor rawProbabilities(Tensor... inputs) {
        return probabilities.run(List.of(inputs));
    }

    @Override
    public Tensor predict(Padded... inputs) {
        return decide(predictProbabilities(inputs));
    }

    @Override
    public Tensor predictProbabilities(Padded... inputs) {
        return corrected(probabilities.run(inputs).values());
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

    @Override
    public String toString() {
        String text = super.toString();
        return priorCorrection().map(some -> text.substring(0, text.length() - 1) + ", " + some + "]").orElse(text);
    }
}
