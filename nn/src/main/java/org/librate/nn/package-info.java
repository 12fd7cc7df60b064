/** Networks: what layers are, how they are built, named and run. */
@NullMarked
package org.librate.nn;

import org.jspecify.annotations.NullMarked;
