/** Rows of tables. */
@NullMarked
package org.librate.augment.tabular;

import org.jspecify.annotations.NullMarked;
