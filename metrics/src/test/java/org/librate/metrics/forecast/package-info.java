@NullMarked
package org.librate.metrics.forecast;

import org.jspecify.annotations.NullMarked;
