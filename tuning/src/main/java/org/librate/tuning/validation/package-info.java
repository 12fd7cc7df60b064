/** How good a way of learning is, judged on rows it did not learn from. */
@NullMarked
package org.librate.tuning.validation;

import org.jspecify.annotations.NullMarked;
