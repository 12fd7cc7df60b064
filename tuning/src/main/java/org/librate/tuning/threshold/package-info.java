/** Where to draw the line between two classes, chosen on rows that were not learned from. */
@NullMarked
package org.librate.tuning.threshold;

import org.jspecify.annotations.NullMarked;
