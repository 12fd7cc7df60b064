/** Single kernels and bare kernel lists: what a training step is made of. */
@NullMarked
package org.librate.benchmarks.kernels;

import org.jspecify.annotations.NullMarked;
