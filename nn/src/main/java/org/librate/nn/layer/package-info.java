/** The layers, one file each. */
@NullMarked
package org.librate.nn.layer;

import org.jspecify.annotations.NullMarked;
