/** Metrics of items put in an order for a query. */
@NullMarked
package org.librate.metrics.ranking;

import org.jspecify.annotations.NullMarked;
