/** The contracts of learning from tables: what can be fitted, what comes of it, and pipelines of these. */
@NullMarked
package org.librate.core.learn;

import org.jspecify.annotations.NullMarked;
