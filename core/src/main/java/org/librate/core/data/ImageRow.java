package org.librate.core.data;

import java.nio.file.Path;

/** An image file and its class. */
record ImageRow(Path file, int label) {
}
