@NullMarked
package org.librate.metrics.interval;

import org.jspecify.annotations.NullMarked;
