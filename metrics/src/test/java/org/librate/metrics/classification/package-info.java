@NullMarked
package org.librate.metrics.classification;

import org.jspecify.annotations.NullMarked;
