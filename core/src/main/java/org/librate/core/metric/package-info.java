/** What is measured: the contract that training, evaluation and tuning share, and the few metrics that training itself needs. */
@NullMarked
package org.librate.core.metric;

import org.jspecify.annotations.NullMarked;
