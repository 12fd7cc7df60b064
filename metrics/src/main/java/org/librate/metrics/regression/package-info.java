/** Metrics of predicted numbers. */
@NullMarked
package org.librate.metrics.regression;

import org.jspecify.annotations.NullMarked;
