/** What training makes small. */
@NullMarked
package org.librate.nn.loss;

import org.jspecify.annotations.NullMarked;
