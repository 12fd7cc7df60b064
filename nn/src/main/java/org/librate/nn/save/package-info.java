/** Weights in files: safetensors, read and written, also those of PyTorch. */
@NullMarked
package org.librate.nn.save;

import org.jspecify.annotations.NullMarked;
