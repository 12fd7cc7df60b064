/** Kernels in plain Java, for what is too small or too irregular for a native call. Internal to Librate. */
@NullMarked
package org.librate.core.kernel.host;

import org.jspecify.annotations.NullMarked;
