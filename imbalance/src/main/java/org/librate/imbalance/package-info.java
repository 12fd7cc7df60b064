/** Learning where some classes are rare. */
@NullMarked
package org.librate.imbalance;

import org.jspecify.annotations.NullMarked;
