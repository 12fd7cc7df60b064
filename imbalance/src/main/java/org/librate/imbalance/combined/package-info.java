/** Samplers that add rows and then clean. */
@NullMarked
package org.librate.imbalance.combined;

import org.jspecify.annotations.NullMarked;
