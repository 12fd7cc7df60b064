/** Models that need no network, and the baselines that any model has to beat. */
@NullMarked
package org.librate.core.estimator;

import org.jspecify.annotations.NullMarked;
