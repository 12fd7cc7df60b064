package org.librate.core.learn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;
import org.librate.core.save.SavedTypes;
import org.librate.core.table.Table;

/**
 * A fitted {@link Pipeline}: transformers with what they learned, and a model. Resamplers have left nothing behind but their effect on what was
 * learned.
 *
 * @param <M> the model at the end
 */
public final class FittedPipeline<M extends Model> implements Model {

    private final List<Step> steps;
    private final M model;
    private final SeenRows seen;
    private final Inputs inputs;
    private final Map<String, String> notes;
    private final @Nullable PriorCorrection correction; // null where scores are no probabilities of classes

    FittedPipeline(List<Step> steps, M model, SeenRows seen, Inputs inputs, Map<String, String> notes, @Nullable PriorCorrection correction) {
        this.steps = List.copyOf(steps);
        this.model = model;
        this.seen = seen;
        this.inputs = inputs;
        this.notes = Collections.unmodifiableMap(new TreeMap<>(notes));
        this.correction = correction;
    }

    /** A pipeline from a file of {@link #save(Path)}. Only what is registered is made of it, and nothing in it is executed. */
    public static FittedPipeline<?> load(Path path) throws IOException {
        return PipelineFile.load(path, PipelineTypes.all());
    }

    /** The same with types of yours besides those of {@link PipelineTypes}. */
    public static FittedPipeline<?> load(Path path, SavedTypes more) throws IOException {
        return PipelineFile.load(path, PipelineTypes.all().with(more));
    }

    /**
     * Saves what was learned, the columns it expects, the rows it has seen and the notes to one safetensors file, which is replaced at once and
     * whole. A step or a model that is code, as of a lambda, cannot be saved; the message names it.
     */
    public void save(Path path) throws IOException {
        PipelineFile.save(this, path, PipelineTypes.all());
    }

    /** The same with types of yours besides those of {@link PipelineTypes}. */
    public void save(Path path, SavedTypes more) throws IOException {
        PipelineFile.save(this, path, PipelineTypes.all().with(more));
    }

    /** The same with a text of yours, which is saved with it. */
    public FittedPipeline<M> withNote(String name, String text) {
        Map<String, String> more = new TreeMap<>(notes);
        more.put(name, text);
        return new FittedPipeline<>(steps, model, seen, inputs, more, correction);
    }

    /**
     * The same without knowing the rows that were seen: eight bytes less for each row in a file, but nobody finds out whether a test row was among
     * them.
     */
    public FittedPipeline<M> withoutSeenRows() {
        List<Step> forgetful = steps.stream().map(step -> new Step(step.plan(), step.transformer(), SeenRows.unknown())).toList();
        return new FittedPipeline<>(forgetful, model, SeenRows.unknown(), inputs, notes, correction);
    }

    // ---- how frequent classes are ----

    /**
     * The same with probabilities as the model learned them, for classes as frequent as resamplers and weights have made them; its answers follow
     * these. Of two classes that were balanced an answer is then the rare one from a corrected probability of about its share on.
     */
    public FittedPipeline<M> withRawScores() {
        return withCorrection(requiredCorrection().none());
    }

    /**
     * The same with probabilities for rows among which classes are as frequent as this, where that is known to be other than among the training rows.
     *
     * @param shares for each class; they are divided by their sum
     */
    public FittedPipeline<M> withShares(Map<String, Double> shares) {
        return withCorrection(requiredCorrection().to(shares));
    }

    private FittedPipeline<M> withCorrection(PriorCorrection other) {
        return new FittedPipeline<>(steps, model, seen, inputs, notes, other);
    }

    private PriorCorrection requiredCorrection() {
        if (correction == null) {
            throw new IllegalStateException("FittedPipeline: its scores are no probabilities of classes, got " + model
                    + ". There are no shares to change; for distances" + " from a plane calibrate the model.");
        }
        return correction;
    }

    /** How probabilities are corrected for classes that resamplers and weights made more or less frequent; empty if they are not. */
    public Optional<PriorCorrection> priorCorrection() {
        return Optional.ofNullable(correction).filter(some -> !some.isNone());
    }

    /** Also one that changes nothing. */
    Optional<PriorCorrection> shares() {
        return Optional.ofNullable(correction);
    }

    private Tensor corrected(Tensor scores) {
        return correction == null ? scores : correction.apply(scores);
    }

    /**
     * A fitted transformer.
     *
     * @param plan what was fitted, as text
     * @param seen the rows it learned from
     */
    public record Step(String plan, FittedTransformer transformer, SeenRows seen) {
    }

    static Table through(List<Step> steps, Table rows) {
        Table changed = rows;
        for (Step step : steps) {
            changed = step.transformer().apply(changed);
        }
        return changed;
    }

    /** Rows as the model sees them. They need the columns of {@link #inputs}; an error names the one that is missing or of another type. */
    public Table transform(Table rows) {
        return through(steps, inputs.checked(rows));
    }

    /** What {@link #scores(Table)} gives for one row: a probability for each class, or the number. Safe for any number of threads. */
    public float[] scores(Row row) {
        return scores(inputs.table(row)).toArray();
    }

    /** The name of the class of one row. Safe for any number of threads. */
    public String predictName(Row row) {
        return predictNames(inputs.table(row)).get(0);
    }

    @Override
    public Tensor scores(Table rows) {
        return corrected(model.scores(transform(rows)));
    }

    /** What the model says itself: see {@link #withRawScores}. */
    public Tensor rawScores(Table rows) {
        return model.scores(transform(rows));
    }

    /**
     * The class of the largest score, as corrected; of a model with a threshold of its own what that says of its own scores. Put a threshold around
     * the pipeline.
     */
    @Override
    public Tensor predict(Table rows) {
        return priorCorrection().isEmpty() || model.decidesItself() ? model.predict(transform(rows)) : Model.super.predict(rows);
    }

    @Override
    public boolean assumesShares() {
        return correction != null;
    }

    @Override
    public boolean decidesItself() {
        return model.decidesItself();
    }

    @Override
    public List<String> classNames() {
        return model.classNames();
    }

    public List<Step> steps() {
        return steps;
    }

    /** The model at the end, which takes rows as {@link #transform} gives them. */
    public M model() {
        return model;
    }

    /** The columns it was fitted with, without the target. */
    public List<InputColumn> inputs() {
        return inputs.columns();
    }

    Inputs allInputs() {
        return inputs;
    }

    /** Texts by name that were given to it. */
    public Map<String, String> notes() {
        return notes;
    }

    SeenRows modelSeen() {
        return seen;
    }

    /** The rows that the model or any step learned from. */
    public SeenRows seen() {
        SeenRows all = seen;
        for (Step step : steps) {
            all = all.and(step.seen());
        }
        return all;
    }

    @Override
    public String toString() {
        String end = model + priorCorrection().map(some -> ", " + some).orElse("") + "]";
        return steps.stream().map(step -> step.plan() + ", ").collect(Collectors.joining("", "FittedPipeline[", end));
    }
}
