@NullMarked
package org.librate.metrics.ranking;

import org.jspecify.annotations.NullMarked;
