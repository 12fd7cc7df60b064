/** How a table is divided into rows to learn from and rows to judge by, several times over. */
@NullMarked
package org.librate.tuning.split;

import org.jspecify.annotations.NullMarked;
