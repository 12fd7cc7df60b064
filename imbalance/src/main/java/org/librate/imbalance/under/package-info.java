/** Samplers that leave rows of large classes out. */
@NullMarked
package org.librate.imbalance.under;

import org.jspecify.annotations.NullMarked;
