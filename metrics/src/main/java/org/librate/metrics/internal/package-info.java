/** What several packages of this module need. Internal to Librate. */
@NullMarked
package org.librate.metrics.internal;

import org.jspecify.annotations.NullMarked;
