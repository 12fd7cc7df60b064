/** Networks that are known by name. Each is an ordinary net, to be read, changed and built on. */
@NullMarked
package org.librate.nn.model;

import org.jspecify.annotations.NullMarked;
