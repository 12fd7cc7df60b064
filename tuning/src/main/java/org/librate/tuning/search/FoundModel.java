package org.librate.tuning.search;

import org.librate.core.learn.Model;
import org.librate.core.learn.SeenRows;
import org.librate.core.table.Table;
import org.librate.tuning.Wrapped;

/**
 * What learned from all training rows by the settings that a search found.
 *
 * @param <M> the inner model
 */
public final class FoundModel<M extends Model> implements Wrapped<M> {

    private final M model;
    private final SearchResult<M> search;
    private final SeenRows seen;

    FoundModel(M model, SearchResult<M> search, Table train) {
        this.model = model;
        this.search = search;
        this.seen = Wrapped.seenBy(model).and(SeenRows.of(train));
    }

    @Override
    public M model() {
        return model;
    }

    public Settings settings() {
        return search.best();
    }

    /** All that was tried. */
    public SearchResult<M> search() {
        return search;
    }

    @Override
    public SeenRows seen() {
        return seen;
    }

    @Override
    public String toString() {
        return "FoundModel[" + settings() + ", " + model + "]";
    }
}
