/** One sample in, one sample out: what a random draw moves, it moves together. */
@NullMarked
package org.librate.augment;

import org.jspecify.annotations.NullMarked;
