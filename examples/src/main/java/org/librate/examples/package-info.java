/** Programs to start from. Each runs in well under a minute and prints something worth seeing. */
@NullMarked
package org.librate.examples;

import org.jspecify.annotations.NullMarked;
