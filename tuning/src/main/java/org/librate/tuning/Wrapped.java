package org.librate.tuning;

import java.util.List;
import org.librate.core.Tensor;
import org.librate.core.learn.FittedPipeline;
import org.librate.core.learn.Model;
import org.librate.core.learn.SeenRows;
import org.librate.core.table.Table;

/**
 * A model around another: with a threshold, calibrated, or found by a search. It remembers the rows that were looked at to make it, as well as those
 * that the inner model learned from.
 *
 * @param <M> the inner model
 */
public interface Wrapped<M extends Model> extends Model {

    /** The inner model. */
    M model();

    /** The rows that this model or the inner one was made by, as far as they remember. */
    SeenRows seen();

    @Override
    default boolean decidesItself() {
        return model().decidesItself();
    }

    @Override
    default boolean assumesShares() {
        return model().assumesShares();
    }

    @Override
    default Tensor scores(Table rows) {
        return model().scores(rows);
    }

    @Override
    default Tensor predict(Table rows) {
        return model().predict(rows);
    }

    @Override
    default List<String> classNames() {
        return model().classNames();
    }

    /** The rows that a model was made by; none if it does not remember. */
    static SeenRows seenBy(Model model) {
        if (model instanceof FittedPipeline<?> pipeline) {
            return pipeline.seen().and(seenBy(pipeline.model()));
        }
        return model instanceof Wrapped<?> wrapped ? wrapped.seen() : SeenRows.of();
    }
}
