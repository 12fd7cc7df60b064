/** Probabilities that come true as often as they say. */
@NullMarked
package org.librate.tuning.calibration;

import org.jspecify.annotations.NullMarked;
