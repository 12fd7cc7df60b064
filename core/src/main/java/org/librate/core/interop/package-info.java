/** Bridges to the arrays of other libraries, without copying where that is possible. */
@NullMarked
package org.librate.core.interop;

import org.jspecify.annotations.NullMarked;
