/** How the learning rate moves. */
@NullMarked
package org.librate.nn.schedule;

import org.jspecify.annotations.NullMarked;
