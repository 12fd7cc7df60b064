/** The reference kernels, on ND4J. Internal to Librate. */
@NullMarked
package org.librate.core.kernel.nd4j;

import org.jspecify.annotations.NullMarked;
