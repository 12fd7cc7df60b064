/** Two sides, each a process, take turns at the same cases; the driver pairs their times. */
@NullMarked
package org.librate.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
