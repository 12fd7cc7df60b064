/** The nearest of many rows, exactly. */
@NullMarked
package org.librate.core.neighbor;

import org.jspecify.annotations.NullMarked;
