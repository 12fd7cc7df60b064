/** What augmentation costs. */
@NullMarked
package org.librate.benchmarks.augment;

import org.jspecify.annotations.NullMarked;
