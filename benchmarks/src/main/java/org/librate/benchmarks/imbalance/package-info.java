/** Samplers for rare classes on large tables. */
@NullMarked
package org.librate.benchmarks.imbalance;

import org.jspecify.annotations.NullMarked;
