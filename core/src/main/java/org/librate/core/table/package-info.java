/** Rows with named, typed columns. */
@NullMarked
package org.librate.core.table;

import org.jspecify.annotations.NullMarked;
