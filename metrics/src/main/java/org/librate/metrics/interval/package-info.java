/** How sure a metric is: confidence intervals, and tests of whether two models differ. */
@NullMarked
package org.librate.metrics.interval;

import org.jspecify.annotations.NullMarked;
