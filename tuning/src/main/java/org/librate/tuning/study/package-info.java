/** Studies: many trials of settings, each chosen by what the ones before it reached. */
@NullMarked
package org.librate.tuning.study;

import org.jspecify.annotations.NullMarked;
