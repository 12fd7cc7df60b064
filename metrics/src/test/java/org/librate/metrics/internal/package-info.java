@NullMarked
package org.librate.metrics.internal;

import org.jspecify.annotations.NullMarked;
