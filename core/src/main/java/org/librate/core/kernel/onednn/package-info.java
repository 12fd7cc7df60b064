/** The fast kernels on CPU, on oneDNN primitives. Internal to Librate. */
@NullMarked
package org.librate.core.kernel.onednn;

import org.jspecify.annotations.NullMarked;
