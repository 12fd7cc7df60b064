/** Plans for training, and the fitted models they return. */
@NullMarked
package org.librate.nn.train;

import org.jspecify.annotations.NullMarked;
