/**
 * The kernel contract: native memory, the list of operations, and the interface that kernel sets implement.
 *
 * <p>Internal to Librate. Types here may change in any release.
 */
@NullMarked
package org.librate.core.kernel;

import org.jspecify.annotations.NullMarked;
