/** What several modules need and nobody else. Internal to Librate. */
@NullMarked
package org.librate.core.internal;

import org.jspecify.annotations.NullMarked;
