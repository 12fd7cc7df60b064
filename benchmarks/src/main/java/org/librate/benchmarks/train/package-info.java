/** Whole training, through the public trainer. */
@NullMarked
package org.librate.benchmarks.train;

import org.jspecify.annotations.NullMarked;
