/** Models of a costly function, and rules for choosing where to ask it next. */
@NullMarked
package org.librate.tuning.surrogate;

import org.jspecify.annotations.NullMarked;
