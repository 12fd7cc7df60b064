/** Samplers that add rows to small classes. */
@NullMarked
package org.librate.imbalance.over;

import org.jspecify.annotations.NullMarked;
