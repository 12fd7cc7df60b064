/** How weights start. */
@NullMarked
package org.librate.nn.init;

import org.jspecify.annotations.NullMarked;
