@NullMarked
package org.librate.metrics;

import org.jspecify.annotations.NullMarked;
