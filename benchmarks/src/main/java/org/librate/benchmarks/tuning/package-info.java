/** Studies: how good what they find is, and what a trial costs. */
@NullMarked
package org.librate.benchmarks.tuning;

import org.jspecify.annotations.NullMarked;
