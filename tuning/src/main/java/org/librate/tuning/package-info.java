/** What searches and validations share. */
@NullMarked
package org.librate.tuning;

import org.jspecify.annotations.NullMarked;
