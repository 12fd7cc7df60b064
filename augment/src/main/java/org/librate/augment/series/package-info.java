/** Series: numbers over time, such as what sensors say. */
@NullMarked
package org.librate.augment.series;

import org.jspecify.annotations.NullMarked;
