package org.librate.core.learn;

import java.util.List;
import java.util.stream.Collectors;
import org.librate.core.Tensor;
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

    FittedPipeline(List<Step> steps, M model, SeenRows seen) {
        this.steps = List.copyOf(steps);
        this.model = model;
        this.seen = seen;
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

    /** Rows as the model sees them. */
    public Table transform(Table rows) {
        return through(steps, rows);
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
