/** Text: words changed at random, and tokens hidden to be guessed. */
@NullMarked
package org.librate.augment.text;

import org.jspecify.annotations.NullMarked;
