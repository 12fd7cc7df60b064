/** Rows made of several, whose targets are made of several as well. */
@NullMarked
package org.librate.augment.mix;

import org.jspecify.annotations.NullMarked;
