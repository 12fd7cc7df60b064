/** Tables: reading them, and what is fitted to them. */
@NullMarked
package org.librate.benchmarks.tabular;

import org.jspecify.annotations.NullMarked;
