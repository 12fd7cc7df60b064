/** Metrics of forecasts, scaled so that series can be compared, and of prediction intervals. */
@NullMarked
package org.librate.metrics.forecast;

import org.jspecify.annotations.NullMarked;
