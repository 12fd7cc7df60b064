package org.librate.tuning.study;

import org.librate.core.learn.Model;
import org.librate.core.learn.SeenRows;
import org.librate.core.table.Table;
import org.librate.tuning.Wrapped;
import org.librate.tuning.search.Settings;

/**
 * What learned from all training rows by the settings that a study found.
 *
 * @param <M> the inner model
 */
public final class TunedModel<M extends Model> implements Wrapped<M> {

    private final M model;
    private final FoldedResult<M> result;
    private final SeenRows seen;

    TunedModel(M model, FoldedResult<M> result, Table train) {
        this.model = model;
        this.result = result;
        this.seen = Wrapped.seenBy(model).and(SeenRows.of(train));
    }

    @Override
    public M model() {
        return model;
    }

    public Settings settings() {
        return result.best();
    }

    /** All that was tried. */
    public FoldedResult<M> result() {
        return result;
    }

    @Override
    public SeenRows seen() {
        return seen;
    }

    @Override
    public String toString() {
        return "TunedModel[" + settings() + ", " + model + "]";
    }
}
