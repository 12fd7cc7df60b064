package org.librate.core.learn;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.librate.core.Tensor;
import org.librate.core.save.SavedTypes;
import org.librate.core.table.Table;

/**
 * A fitted {@link Pipeline}: transformers with what they learned, and a model. Resamplers have left nothing behind but their effect on what was learned.
 *
 * @param <M> the model at the end
 */
public final class FittedPipeline<M extends Model> implements Model {

    private final List<Step> steps;
    private final M model;
    private final SeenRows seen;
    private final Inputs inputs;
    private final Map<String, String> notes;

    FittedPipeline(List<Step> steps, M model, SeenRows seen, Inputs inputs, Map<String, String> notes) {
        this.steps = List.copyOf(steps);
        this.model = model;
        this.seen = seen;
        this.inputs = inputs;
        this.notes = Collections.unmodifiableMap(new TreeMap<>(notes));
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
     * Saves what was learned, the columns it expects, the rows it has seen and the notes to one safetensors file, which is replaced at once and whole. A step or a model
     * that is code, as of a lambda, cannot be saved; the message names it.
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
        return new FittedPipeline<>(steps, model, seen, inputs, more);
    }

    /** The same without knowing the rows that were seen: eight bytes less for each row in a file, but nobody finds out whether a test row was among them. */
    public FittedPipeline<M> withoutSeenRows() {
        List<Step> forgetful = steps.stream().map(step -> new Step(step.plan(), step.transformer(), SeenRows.unknown())).toList();
        return new FittedPipeline<>(forgetful, model, SeenRows.unknown(), inputs, notes);
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
        return model.scores(transform(rows));
    }

    @Override
    public Tensor predict(Table rows) {
        return model.predict(transform(rows));
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
        return steps.stream().map(Step::plan).collect(Collectors.joining(", ", "FittedPipeline[", ", " + model + "]"));
    }
}
