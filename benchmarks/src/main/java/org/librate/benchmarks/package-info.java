/** How fast Librate is: by itself, and against its peers. */
@NullMarked
package org.librate.benchmarks;

import org.jspecify.annotations.NullMarked;
