/** Metrics of classifiers: of decisions (a function of a {@link org.librate.metrics.classification.Confusion}), of rankings and of probabilities. */
@NullMarked
package org.librate.metrics.classification;

import org.jspecify.annotations.NullMarked;
