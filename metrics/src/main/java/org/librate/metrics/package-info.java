/** Evaluations of what a model says, with their reports; the metrics themselves are in the packages below. */
@NullMarked
package org.librate.metrics;

import org.jspecify.annotations.NullMarked;
