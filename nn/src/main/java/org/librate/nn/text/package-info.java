/** Writing with trained networks: one token after another, from a beginning or from another sequence. */
@NullMarked
package org.librate.nn.text;

import org.jspecify.annotations.NullMarked;
