package org.librate.tuning.split;

import java.util.List;
import org.librate.core.table.Table;

/**
 * Divides rows into training and test rows, usually several times. The same rows and the same settings give the same folds.
 *
 * <pre>{@code
 * for (Fold fold : StratifiedKFold.of(5).withSeed(42).folds(table)) {
 *     Table train = table.rows(fold.train());
 *     ...
 * }
 * }</pre>
 */
@FunctionalInterface
public interface Splitter {

    /** The folds of these rows, or an error that says what the rows lack. */
    List<Fold> folds(Table rows);
}
