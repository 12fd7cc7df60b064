package org.librate.core.prepare;

import org.librate.core.learn.Transformer;

/**
 * A transformer of chosen feature columns. Never of the target, weights or groups.
 *
 * @param <S> the step itself
 */
public interface ColumnStep<S> extends Transformer {

    /** The same on these columns only. */
    S on(Columns columns);

    /** The same on the columns of these names only. */
    default S on(String... names) {
        return on(Columns.named(names));
    }
}
