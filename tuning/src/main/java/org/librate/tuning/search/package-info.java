/** Better settings: what can be set, and searches among it. */
@NullMarked
package org.librate.tuning.search;

import org.jspecify.annotations.NullMarked;
