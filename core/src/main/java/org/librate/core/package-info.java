/**
 * Tensors, gradients and recorded steps: what a program that trains a network types and receives.
 *
 * <p>Everything here speaks to the kernel contract in {@code org.librate.core.kernel}; nothing here knows which native library does the work.
 */
@NullMarked
package org.librate.core;

import org.jspecify.annotations.NullMarked;
