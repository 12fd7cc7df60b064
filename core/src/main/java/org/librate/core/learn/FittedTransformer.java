package org.librate.core.learn;

import org.librate.core.table.Table;

/**
 * Changes columns in the way that was learned. Row by row: the same number of rows in the same order, with the same origins. Safe for any number of
 * threads.
 */
public interface FittedTransformer {

    Table apply(Table rows);
}
