/** How gradients change weights. */
@NullMarked
package org.librate.nn.optim;

import org.jspecify.annotations.NullMarked;
