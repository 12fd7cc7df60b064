/**
 * Steps that prepare a table's columns for a model: impute, scale, encode, select, extract.
 *
 * <p>They act alike. A step chooses among the feature columns, never target, weights or groups, by type unless {@link
 * org.librate.core.prepare.ColumnStep#on(Columns)} says otherwise. Whoever must learn needs at least one row; a fitted step takes any number of rows,
 * also none. A column it was fitted on that is not there, or of another type, is an error. A missing number is left out of what is learned and stays
 * missing, unless the step says otherwise; an infinite one is refused where something is learned from it.
 */
@NullMarked
package org.librate.core.prepare;

import org.jspecify.annotations.NullMarked;
