/** From texts to tokens and back: the numbers that networks read and write. */
@NullMarked
package org.librate.core.text;

import org.jspecify.annotations.NullMarked;
